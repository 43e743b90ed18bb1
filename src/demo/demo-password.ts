import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../platform/context/language.js';
import { PEOPLE } from './staff-list.js';
import { padded } from './terminal.js';

const fileIn = (dataDir: string): string => join(dataDir, 'demo-password');

/** One for all demo accounts of a data folder, made at random, readable by its owner only. */
export function makeDemoPassword(dataDir: string): string {
  const password = `tide-${randomBytes(6).toString('base64url')}`;
  writeFileSync(fileIn(dataDir), `${password}\n`, { mode: 0o600 });
  return password;
}

const ROLES: Readonly<Record<string, readonly [string, string]>> = {
  administrator: ['管理员', 'administrator'],
  operations: ['运营', 'operations'],
  'sales-director': ['销售总监', 'sales director'],
  'sales-supervisor': ['销售主管', 'sales supervisor'],
  salesperson: ['销售', 'salesperson'],
  lecturer: ['讲师', 'lecturer'],
  'class-tutor': ['班主任', 'class tutor'],
  'service-agent': ['客服', 'service agent'],
  finance: ['财务', 'finance'],
};
/** What the start prints as long as the demo's data are there; nothing without them. */
export function demoAccounts(dataDir: string, language: Language): string[] {
  if (!existsSync(fileIn(dataDir))) return [];
  const password = readFileSync(fileIn(dataDir), 'utf8').trim();
  const en = language === 'en';
  const people = PEOPLE.map(({ username, name, role }) => `    ${username.padEnd(14)} ${padded(name, 9)} ${ROLES[role]![en ? 1 : 0]}`);
  return ['', en ? `  Demo accounts, all with the password ${password}` : `  演示账号（密码均为 ${password}）`, ...people];
}
