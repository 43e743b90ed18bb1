import { QuotaService } from '../modules/distribution/quota/quota.service.js';
import { DepartmentService } from '../modules/rbac/organisation/department.service.js';
import { StaffService } from '../modules/rbac/staff/staff.service.js';
import type { Text } from '../platform/context/language.js';
import type { House } from './house.js';
import { teachingCatalogue } from './institute.js';

export interface Team {
  readonly operations: number;
  readonly director: number;
  readonly sellers: readonly number[];
  readonly names: ReadonlyMap<number, string>;
}

/** Name, weight and customers per round (权重, 承单数). */
const SELLERS: readonly (readonly [Text, number, number])[] = [
  [{ 'zh-CN': '王小明', en: 'Wang Xiaoming' }, 10, 5],
  [{ 'zh-CN': '李晓燕', en: 'Li Xiaoyan' }, 9, 4],
  [{ 'zh-CN': '张伟', en: 'Zhang Wei' }, 8, 4],
  [{ 'zh-CN': '赵敏', en: 'Zhao Min' }, 7, 3],
  [{ 'zh-CN': '刘洋', en: 'Liu Yang' }, 6, 3],
  [{ 'zh-CN': '陈杰', en: 'Chen Jie' }, 5, 2],
  [{ 'zh-CN': '杨帆', en: 'Yang Fan' }, 4, 2],
  [{ 'zh-CN': '黄蕾', en: 'Huang Lei' }, 3, 1],
  [{ 'zh-CN': '周强', en: 'Zhou Qiang' }, 2, 1],
  [{ 'zh-CN': '吴倩', en: 'Wu Qian' }, 1, 1],
];
const HEADS = [
  ['operations', { 'zh-CN': '陈静', en: 'Chen Jing' }],
  ['sales-director', { 'zh-CN': '周海涛', en: 'Zhou Haitao' }],
] as const;

/** One who runs the marketing, one who heads the sales, and ten salespeople with their quotas. */
export async function hireTeam(house: House): Promise<Team> {
  const roles = new Map(
    (await house.database.rows<{ id: number; code: string }>('SELECT id, code FROM role')).map((row) => [row.code, row.id]),
  );
  return house.together(null, async () => {
    await teachingCatalogue(house);
    const { id: departmentId } = await house.get(DepartmentService).create({ code: 1001, name: '销售部' });
    const names = new Map<number, string>();
    const hire = async (username: string, name: Text, role: string) => {
      const id = await house.get(StaffService).create({ username, name: name[house.language], departmentId, roleIds: [roles.get(role)!] });
      names.set(id, name[house.language]);
      return id;
    };
    const [operations, director] = [await hire('operations', HEADS[0][1], HEADS[0][0]), await hire('director', HEADS[1][1], HEADS[1][0])];
    const sellers: number[] = [];
    for (const [i, [name, weight, perRound]] of SELLERS.entries()) {
      const staffId = await hire(`seller${i + 1}`, name, 'salesperson');
      await house.get(QuotaService).create({ staffId, weight, perRound });
      sellers.push(staffId);
    }
    return { operations, director, sellers, names };
  });
}
