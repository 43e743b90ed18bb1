import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, say, type Text } from '../platform/context/language.js';
import type { BuiltInRole } from '../platform/permissions/permission-set.js';
import { PEOPLE } from './staff-list.js';
import { padded } from './terminal.js';

const fileIn = (dataDir: string): string => join(dataDir, 'demo-password');

/** One for all demo accounts of a data folder, made at random, readable by its owner only. */
export function makeDemoPassword(dataDir: string): string {
  const password = `tide-${randomBytes(6).toString('base64url')}`;
  writeFileSync(fileIn(dataDir), `${password}\n`, { mode: 0o600 });
  return password;
}

/** What each of them is, and what one looks at with his account. */
const ROLES: Readonly<Record<BuiltInRole, Text>> = {
  administrator: { 'zh-CN': '管理员：员工、权限、设置', en: 'administrator: staff, rights, settings' },
  operations: { 'zh-CN': '运营：导入、分配、规则', en: 'operations: imports, distribution, rules' },
  'sales-director': { 'zh-CN': '销售总监：全部客户', en: 'sales director: all customers' },
  'sales-supervisor': { 'zh-CN': '销售主管：本组客户', en: 'sales supervisor: his team’s customers' },
  salesperson: { 'zh-CN': '销售：自己的客户、公海', en: 'salesperson: his own customers, the pool' },
  lecturer: { 'zh-CN': '讲师', en: 'lecturer' },
  'class-tutor': { 'zh-CN': '班主任', en: 'class tutor' },
  'service-agent': { 'zh-CN': '客服', en: 'service agent' },
  finance: { 'zh-CN': '财务', en: 'finance' },
};

/** What the start prints as long as the demo's data are there, for readers of either language; nothing without them. */
export function demoAccounts(dataDir: string, language: Language): string[] {
  if (!existsSync(fileIn(dataDir))) return [];
  const password = readFileSync(fileIn(dataDir), 'utf8').trim();
  const people = PEOPLE.map(
    ({ username, name, latin, role }) => `    ${username.padEnd(14)} ${padded(name, 7)} ${latin.padEnd(14)} ${say(ROLES[role], language)}`,
  );
  return ['', `  Demo accounts, all with the password / 演示账号，密码均为  ${password}`, ...people];
}
