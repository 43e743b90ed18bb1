import { CampusService } from '../modules/catalog/campus.service.js';
import { CourseService } from '../modules/catalog/course.service.js';
import { DeadlineRules } from '../modules/customers/deadlines/deadline-rules.service.js';
import { TagService } from '../modules/customers/tags/tag.service.js';
import { ClaimRules } from '../modules/customers/deadlines/claim-rules.service.js';
import { QuotaService } from '../modules/distribution/quota/quota.service.js';
import { DepartmentService } from '../modules/rbac/organisation/department.service.js';
import { StaffService } from '../modules/rbac/staff/staff.service.js';
import type { House } from './house.js';
import { CAMPUSES, COURSES, DEPARTMENTS, PEOPLE, QUOTAS, TAGS } from './staff-list.js';

export interface Institute {
  /** Ids of the colleagues by user name. */
  readonly staff: ReadonlyMap<string, number>;
  readonly sellers: readonly number[];
  readonly operations: number;
  readonly quotas: readonly number[];
}

const idsByCode = async (house: House, table: 'role' | 'job_position') =>
  new Map((await house.database.rows<{ id: number; code: string }>(`SELECT id, code FROM ${table}`)).map((row) => [row.code, row.id]));

/** Departments, colleagues with this password, courses, rules and quotas: what stands before the first lead comes in. */
export async function foundInstitute(house: House, password: string): Promise<Institute> {
  const staff = await house.as(null, async () => hire(house, await departments(house), password));
  await house.together(null, () => teachingCatalogue(house));
  const sellers = [...staff].filter(([username]) => QUOTAS[username]);
  const quotas = await house.together(null, async () => {
    await rules(house);
    const made: number[] = [];
    for (const [username, staffId] of sellers)
      made.push((await house.get(QuotaService).create({ staffId, maxUntouched: 200, ...QUOTAS[username]! })).id);
    return made;
  });
  return { staff, quotas, sellers: sellers.map(([, id]) => id), operations: staff.get('chenjing')! };
}

async function departments(house: House): Promise<Map<number, number>> {
  const ids = new Map<number, number>();
  for (const [code, name, parent] of DEPARTMENTS) {
    const made = await house.get(DepartmentService).create({ code, name, parentId: parent === null ? null : ids.get(parent)! });
    ids.set(code, made.id);
  }
  return ids;
}

async function hire(house: House, department: ReadonlyMap<number, number>, password: string): Promise<Map<string, number>> {
  const [roles, positions] = [await idsByCode(house, 'role'), await idsByCode(house, 'job_position')];
  const ids = new Map<string, number>();
  for (const person of PEOPLE) {
    const { username, name } = person;
    const place = { departmentId: department.get(person.department)!, positionId: positions.get(person.position)! };
    ids.set(
      username,
      await house
        .get(StaffService)
        .create({ username, name, email: `${username}@example.com`, ...place, roleIds: [roles.get(person.role)!], password }),
    );
  }
  return ids;
}

/** What leads ask about, and words to put on them. */
export async function teachingCatalogue(house: House): Promise<void> {
  for (const campus of CAMPUSES) await house.get(CampusService).create(campus);
  for (const course of COURSES) await house.get(CourseService).create(course);
  await house.get(TagService).idsOf(TAGS);
}

async function rules(house: House): Promise<void> {
  await house.get(DeadlineRules).create({ name: '内部转介绍：5 天跟进 / 20 天成单', source: 'referral', followUpDays: 5, dealDays: 20 });
  await house.get(ClaimRules).create({ name: '公海领取', claimsPerDay: 20, secondsBetween: 5 });
}
