import type { BuiltInRole } from '../platform/permissions/permission-set.js';

export interface DemoPerson {
  readonly username: string;
  readonly name: string;
  /** For those who do not read Chinese. */
  readonly latin: string;
  readonly role: BuiltInRole;
  /** Code of the department. */
  readonly department: number;
  readonly position: 'staff' | 'department-supervisor' | 'head-of-organisation';
}

/** Code, name and code of the parent. 1000 and 1001 are the marketing and the sales department of the institute's own numbering. */
export const DEPARTMENTS: readonly (readonly [number, string, number | null])[] = [
  [1, '总部', null],
  [1000, '市场部', 1],
  [1001, '销售部', 1],
  [100101, '销售一组', 1001],
  [100102, '销售二组', 1001],
  [1002, '教学部', 1],
  [1003, '客服部', 1],
  [1004, '财务部', 1],
];

/** Twelve colleagues in the nine roles every installation starts with. */
export const PEOPLE: readonly DemoPerson[] = [
  { username: 'linguodong', name: '林国栋', latin: 'Lin Guodong', role: 'administrator', department: 1, position: 'head-of-organisation' },
  { username: 'chenjing', name: '陈静', latin: 'Chen Jing', role: 'operations', department: 1000, position: 'department-supervisor' },
  {
    username: 'zhouhaitao',
    name: '周海涛',
    latin: 'Zhou Haitao',
    role: 'sales-director',
    department: 1001,
    position: 'department-supervisor',
  },
  { username: 'wuting', name: '吴婷', latin: 'Wu Ting', role: 'sales-supervisor', department: 100101, position: 'department-supervisor' },
  { username: 'wangxiaoming', name: '王小明', latin: 'Wang Xiaoming', role: 'salesperson', department: 100101, position: 'staff' },
  { username: 'lixiaoyan', name: '李晓燕', latin: 'Li Xiaoyan', role: 'salesperson', department: 100101, position: 'staff' },
  { username: 'zhangwei', name: '张伟', latin: 'Zhang Wei', role: 'salesperson', department: 100102, position: 'staff' },
  { username: 'zhaomin', name: '赵敏', latin: 'Zhao Min', role: 'salesperson', department: 100102, position: 'staff' },
  { username: 'sunli', name: '孙丽', latin: 'Sun Li', role: 'lecturer', department: 1002, position: 'staff' },
  { username: 'heyu', name: '何雨', latin: 'He Yu', role: 'class-tutor', department: 1002, position: 'staff' },
  { username: 'dengkai', name: '邓凯', latin: 'Deng Kai', role: 'service-agent', department: 1003, position: 'staff' },
  { username: 'xuqian', name: '许倩', latin: 'Xu Qian', role: 'finance', department: 1004, position: 'staff' },
];

/** Whose cap the next run meets. */
export const NEARLY_FULL = 'zhaomin';
/** A team with less room than the house gives. */
export const NARROW_TEAM = { department: 100102, rule: { name: '销售二组领取', claimsPerDay: 5, secondsBetween: 5, maxOpen: 300 } };

/** Weight, customers per round, and what is particular about a salesperson's quota. */
export const QUOTAS: Readonly<Record<string, { weight: number; perRound: number; filters?: { types: ('person' | 'company')[] } }>> = {
  wangxiaoming: { weight: 5, perRound: 3 },
  lixiaoyan: { weight: 4, perRound: 2 },
  zhangwei: { weight: 3, perRound: 2, filters: { types: ['person'] } },
  zhaomin: { weight: 2, perRound: 1 },
};

export const CAMPUSES = [
  { name: '沙河校区', address: '北京市昌平区沙河镇' },
  { name: '浦东校区', address: '上海市浦东新区张江路' },
];

export const COURSES = [
  {
    name: 'Python 全栈开发',
    outline: '一、Python 基础\n二、面向对象与网络编程\n三、数据库与 ORM\n四、Web 框架与前后端分离\n五、项目实战与就业指导',
  },
  { name: 'Java 企业级开发', outline: '一、Java 语言与集合\n二、并发与 JVM\n三、数据库与事务\n四、服务端框架与微服务\n五、综合项目' },
  { name: '前端工程师', outline: '一、HTML 与 CSS\n二、JavaScript 与 TypeScript\n三、组件化开发\n四、工程化与性能\n五、综合项目' },
  { name: '数据分析', outline: '一、表格与可视化\n二、SQL\n三、统计基础\n四、用 Python 分析数据\n五、业务案例' },
  { name: 'UI 设计', outline: '一、设计基础\n二、界面与图标\n三、交互与原型\n四、设计规范\n五、作品集' },
];

export const TAGS = ['在职', '应届', '转行', '意向高', '比较中', '周末班', '可分期', '企业内训'];
