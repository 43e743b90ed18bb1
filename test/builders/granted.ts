import type { TestApp } from '../app.js';
import { ADMIN, type AuthHeaders, newStaff, signIn, type TestStaff } from '../staff.js';

/** What a role of the test's own grants: `action Subject` → reach, or with fields or conditions. */
export type Grants = Record<string, { reach: string; fields?: string[]; conditions?: object; inverted?: boolean }>;

let made = 0;

/** A colleague with a role that grants exactly this, or with one for each of several. */
export async function newStaffWith(
  house: TestApp,
  grants: Grants | Grants[],
  staff: Omit<TestStaff, 'roles'> = {},
): Promise<{ id: number; username: string; headers: AuthHeaders }> {
  const headers = await signIn(house, ADMIN.username);
  const send = (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers, ...(payload ? { payload } : {}) });
  const roles: string[] = [];
  for (const some of [grants].flat()) {
    const code = `granted-${++made}`;
    const role = (await send('POST', '/roles', { code, nameZh: code, nameEn: code })).json<{ id: number }>();
    const permissions = [];
    for (const [name, { reach, ...grant }] of Object.entries(some)) {
      const [action, subject] = name.split(' ') as [string, string];
      const { items } = (await send('GET', `/permissions?action=${action}&subject=${subject}&pageSize=100`)).json<{
        items: { id: number }[];
      }>();
      permissions.push({ permissionId: items[0]!.id, reach, ...grant });
    }
    const set = await send('PUT', `/roles/${role.id}/permissions`, { permissions });
    if (set.statusCode !== 200) throw new Error(set.body);
    roles.push(code);
  }
  return newStaff(house, { ...staff, roles });
}
