import { Passwords } from '../src/platform/auth/accounts/passwords.js';
import { TokenSignInService } from '../src/platform/auth/sign-in/token-sign-in.service.js';
import { Database } from '../src/platform/database/database.js';
import { Clock } from '../src/platform/context/clock.js';
import type { BuiltInRole } from '../src/platform/permissions/permission-set.js';
import { RightsEpoch } from '../src/modules/rbac/rights/rights-epoch.js';
import { StaffPrincipals } from '../src/modules/rbac/staff/staff-principals.js';
import { StaffWriter } from '../src/modules/rbac/staff/staff-writer.repository.js';
import type { TestApp } from './app.js';

export interface AuthHeaders {
  [name: string]: string;
  authorization: string;
}
export const ADMIN = { username: 'admin', password: 'first-admin-password' };
export const STAFF_PASSWORD = 'a-good-Passphrase';

/** Signs in through the API. Throws with the answer when that is refused. */
export async function signIn(
  testApp: TestApp,
  username: string = ADMIN.username,
  password: string = username === ADMIN.username ? ADMIN.password : STAFF_PASSWORD,
): Promise<AuthHeaders> {
  const answer = await testApp.app.inject({ method: 'POST', url: '/api/auth/login', payload: { username, password } });
  if (answer.statusCode !== 200) throw new Error(`sign-in of ${username}: ${answer.statusCode} ${answer.body}`);
  return { authorization: `Bearer ${answer.json<{ accessToken: string }>().accessToken}` };
}

export interface TestStaff {
  username?: string;
  name?: string;
  roles?: (BuiltInRole | (string & {}))[];
  /** Made under the code when no department has it. */
  departmentCode?: number;
  /** Only for a department that is made: the one above it. */
  parentCode?: number;
  email?: string | null;
  phone?: string | null;
  active?: boolean;
}

let made = 0;
let passwordHash: Promise<string> | undefined;

/** A colleague straight from the database, signed in without the cost of a password check; his password is `STAFF_PASSWORD`. */
export async function newStaff(
  testApp: TestApp,
  staff: TestStaff = {},
): Promise<{ id: number; username: string; departmentId: number | null; headers: AuthHeaders }> {
  const { app } = testApp;
  const username = staff.username ?? `staff${++made}`;
  const hash = await (passwordHash ??= app.get(Passwords, { strict: false }).hash(STAFF_PASSWORD));
  const writer = app.get(StaffWriter, { strict: false });
  const database = app.get(Database, { strict: false });
  const departmentId = staff.departmentCode === undefined ? null : await departmentOf(testApp, staff.departmentCode, staff.parentCode);
  const id = await database.transaction(async () => {
    await app.get(RightsEpoch, { strict: false }).raise();
    const one = await writer.insert({
      username,
      name: staff.name ?? username,
      email: staff.email ?? null,
      phone: staff.phone ?? null,
      departmentId,
      positionId: null,
      active: staff.active ?? true,
      language: null,
      passwordHash: hash,
    });
    for (const code of staff.roles ?? []) await writer.giveRoles(one, [await writer.roleId(code)]);
    return one;
  });
  const actor = await app.get(StaffPrincipals, { strict: false }).load(id);
  const token = actor ? (await app.get(TokenSignInService, { strict: false }).open(actor, false, 'test')).accessToken : 'inactive';
  return { id, username, departmentId, headers: { authorization: `Bearer ${token}` } };
}

/** The id of the department with this code; made when there is none. */
export async function departmentOf(testApp: TestApp, code: number, parentCode?: number): Promise<number> {
  const database = testApp.app.get(Database, { strict: false });
  const now = testApp.app.get(Clock, { strict: false }).now();
  return database.transaction(async () => {
    await testApp.app.get(RightsEpoch, { strict: false }).raise();
    const [known] = await database.rows<{ id: number }>('SELECT id FROM department WHERE code = ?', [code]);
    if (known) return known.id;
    const [parent] =
      parentCode === undefined
        ? []
        : await database.rows<{ id: number; path: string }>('SELECT id, path FROM department WHERE code = ?', [parentCode]);
    const id = await database.insertId(
      'INSERT INTO department (code, name, parentId, path, version, createdAt, updatedAt) VALUES (?, ?, ?, ?, 1, ?, ?)',
      [code, `Department ${code}`, parent?.id ?? null, '', now, now],
    );
    await database.run('UPDATE department SET path = ? WHERE id = ?', [`${parent?.path ?? '/'}${id}/`, id]);
    return id;
  });
}
