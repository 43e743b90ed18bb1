import { ExportRows } from '../../src/modules/customers/export/export-rows.service.js';
import { EXPORT_COLUMNS } from '../../src/modules/customers/export/export-columns.js';
import { RULE_COLUMNS, type RuleColumn } from '../../src/modules/customers/rule-row.port.js';
import { StaffPrincipals } from '../../src/modules/rbac/staff/staff-principals.js';
import { Clock, HOUR, iso } from '../../src/platform/context/clock.js';
import { Context } from '../../src/platform/context/context.js';
import { Database } from '../../src/platform/database/database.js';
import { BackOffice } from '../admin.js';
import { startApp, type TestApp } from '../app.js';
import { newCustomers, ownedCustomers } from '../builders/held-customers.js';
import { ADMIN, departmentOf, newStaff, signIn, STAFF_PASSWORD } from '../staff.js';

type Value = string | number | boolean;
const READS = [
  'read Customer',
  'read RecycleBin',
  'read AuditEntry',
  'read Pool',
  'export Customer',
  'assign Customer',
  'reveal Contact',
  'reveal Pool',
];
const PLACES = ['source', 'area', 'type', 'level'] as const;

describe('REQ-B13 a field that a rule hides on some rows is hidden on them, whatever column the rule asks for', () => {
  let house: TestApp;
  let desk: BackOffice;
  let clerk: Awaited<ReturnType<typeof newStaff>>;
  let admin: Record<string, string>;
  let role: number;
  let living: number;
  let gone: number;
  let values: Record<RuleColumn, Value | readonly Value[]>;
  const permissions = new Map<string, number>();

  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const send = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, headers: Record<string, string>, payload?: object) => {
    const answer = await house.app.inject({ method, url: `/api${url}`, headers, ...(payload ? { payload } : {}) });
    if (answer.statusCode >= 400) throw new Error(`${method} ${url}: ${answer.body}`);
    return answer;
  };
  const grant = async (id: number, grants: object[]) => send('PUT', `/roles/${id}/permissions`, admin, { permissions: grants });
  const newRole = async (code: string): Promise<number> =>
    (await send('POST', '/roles', admin, { code, nameZh: code, nameEn: code })).json().id;

  beforeAll(async () => {
    house = await startApp();
    admin = await signIn(house, ADMIN.username);
    for (const name of READS) {
      const [action, subject] = name.split(' ');
      const { items } = (await send('GET', `/permissions?action=${action}&subject=${subject}&pageSize=100`, admin)).json();
      permissions.set(name, items[0].id);
    }
    const [base, hiding] = [await newRole('sees-all'), await newRole('hides-some')];
    role = hiding;
    await grant(
      base,
      READS.map((name) => ({ permissionId: permissions.get(name)!, reach: 'all' })),
    );
    const departmentId = await departmentOf(house, 1001);
    const [owner, remover] = [
      await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 }),
      await newStaff(house, { roles: ['administrator'], departmentCode: 1002 }),
    ];
    clerk = await newStaff(house, { roles: ['sees-all', 'hides-some'], departmentCode: 1003 });
    const [referrer] = await newCustomers(house, 1, { name: '介绍人' });
    [living] = (await ownedCustomers(house, owner.id, 1, { name: '秘密客户' })) as [number];
    [gone] = (await newCustomers(house, 1, { name: '秘密客户' })) as [number];
    const soon = get(Clock).now() + HOUR;
    const texts = Object.fromEntries(
      ['phone', 'qq', 'wechat', 'email', 'area', 'address', 'postCode', 'website', 'externalId', 'notes'].map((field) => [
        field,
        `v-${field}`,
      ]),
    );
    const columns = {
      ...texts,
      type: 'person',
      name: '秘密客户',
      gender: 'female',
      source: 'baidu',
      referredById: referrer!,
      status: 'open',
      level: 'key',
      satisfaction: 'high',
      credit: 'good',
      doNotCall: 1,
      doNotMail: 1,
      holding: 'owned',
      ownerId: owner.id,
      departmentId,
      ownedSince: soon - 5 * HOUR,
      lastFollowUpAt: soon - 4 * HOUR,
      reclaimAt: soon,
      createdAt: soon - 9 * HOUR,
      createdById: owner.id,
    };
    const sets = Object.keys(columns).map((column) => `${column} = ?`);
    for (const id of [living, gone])
      await get(Database).run(`UPDATE customer SET ${sets.join(', ')} WHERE id = ?`, [...Object.values(columns), id]);
    await send('DELETE', `/customers/${gone}`, remover.headers);
    // its end took them from him
    const ended = ['ownedSince', 'lastFollowUpAt', 'reclaimAt'] as const;
    await get(Database).run(`UPDATE customer SET ${ended.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`, [
      ...ended.map((column) => columns[column]),
      gone,
    ]);
    const instants = { ownedSince: iso(columns.ownedSince), lastFollowUpAt: iso(columns.lastFollowUpAt) };
    // in the bin he is his who deleted him
    const [deleted] = await get(Database).rows<Record<string, Value | null>>('SELECT * FROM customer WHERE id = ?', [gone]);
    const either = (field: keyof typeof columns) => [...new Set([columns[field], deleted![field]])].filter((v): v is Value => v !== null);
    values = {
      ...(columns as never as Record<RuleColumn, Value>),
      ...instants,
      reclaimAt: iso(soon),
      createdAt: iso(columns.createdAt),
      doNotCall: true,
      doNotMail: true,
      holding: either('holding'),
      ownerId: [owner.id, remover.id],
      departmentId: [departmentId, remover.departmentId!],
    };
    desk = await new BackOffice(house).signIn(clerk.username, STAFF_PASSWORD);
  });
  afterAll(() => house.close());

  /** Everything that names one of the two, by the door that did. */
  async function doors(): Promise<Record<string, string>> {
    const search = `search=${encodeURIComponent('秘密客户')}`;
    const api = async (url: string) => (await send('GET', url, clerk.headers)).body;
    const screen = async (url: string) => (await desk.get(`/api/${url}`)).text;
    const actor = (await get(StaffPrincipals).load(clerk.id))!;
    const exported = await get(Context).run({ actor }, async () => {
      const rows: unknown[] = [];
      const columns = ['number', 'name'].map((name) => EXPORT_COLUMNS.get(name)!);
      for await (const row of get(ExportRows).rows([living], columns, 'en', () => undefined)) rows.push(row);
      return JSON.stringify(rows);
    });
    const [list, searched, page, bin, inBin, buried, log, home, holdings, ownerships] = await Promise.all([
      api('/customers?pageSize=50'),
      api(`/customers?${search}`),
      api(`/customers/${living}`),
      api('/customers/recycle-bin'),
      api(`/customers/recycle-bin?${search}`),
      screen(`resources/deleted-customers/records/${gone}/show`),
      screen('resources/audit/actions/list?perPage=50'),
      screen('dashboard'),
      screen('resources/holdings/actions/list'),
      screen('resources/ownerships/actions/list'),
    ]);
    return {
      list: list!,
      searched: searched!,
      page: page!,
      bin: bin!,
      inBin: inBin!,
      buried: buried!,
      log: log!,
      home: home!,
      holdings: holdings!,
      ownerships: ownerships!,
      exported,
    };
  }
  const naming = (told: Record<string, string>) => Object.keys(told).filter((door) => told[door]!.includes('秘密客户'));

  it('the walk meets the name by every door where nothing is prohibited', async () => {
    const told = await doors();
    expect(Object.keys(told).filter((door) => !naming(told).includes(door))).toEqual([]);
  });

  it('customers: list, search, page, export, recycle bin, change log, home page, owners', async () => {
    const faults: string[] = [];
    const read = permissions.get('read Customer')!;
    for (const column of RULE_COLUMNS) {
      if (column === 'createdById') continue; // no rule names it
      const value = values[column];
      const conditions = { [column]: Array.isArray(value) ? { $in: value } : value };
      await grant(role, [{ permissionId: read, reach: 'custom', conditions, fields: ['name'], inverted: true }]);
      const told = await doors();
      for (const door of naming(told)) faults.push(`${column}: ${door}`);
      if (!told['list']!.includes(`"id":${living}`)) faults.push(`${column}: not listed`);
    }
    await grant(role, []);
    expect(faults).toEqual([]);
  }, 60_000);

  it('a name that is seen on some rows alone is found there, in the recycle bin too', async () => {
    const faults: string[] = [];
    const read = permissions.get('read Customer')!;
    for (const column of ['source', 'notes', 'referredById'] as const) {
      const conditions = { [column]: { $ne: values[column] } };
      await grant(role, [{ permissionId: read, reach: 'custom', conditions, fields: ['name'], inverted: true }]);
      const told = await doors();
      for (const door of Object.keys(told)) if (!naming(told).includes(door)) faults.push(`${column}: ${door}`);
    }
    await grant(role, []);
    expect(faults).toEqual([]);
  });

  it('the pool', async () => {
    const [pooled] = await newCustomers(house, 1, { holding: 'pool', source: 'baidu', area: '秘密地区' });
    await get(Database).run('UPDATE customer SET level = ? WHERE id = ?', ['key', pooled!]);
    const seen = { source: 'baidu', area: '秘密地区', type: 'person', level: 'key' };
    const told = async () => {
      const { items } = (await send('GET', '/pool', clerk.headers)).json();
      return JSON.stringify([items, (await send('GET', `/pool/${pooled}`, clerk.headers)).json()]);
    };
    expect(await told()).toContain('秘密地区');
    for (const column of PLACES) {
      const conditions = { [column]: seen[column] };
      await grant(role, [{ permissionId: permissions.get('read Pool')!, reach: 'custom', conditions, fields: ['area'], inverted: true }]);
      expect([column, (await told()).includes('秘密地区')]).toEqual([column, false]);
    }
    await grant(role, []);
  });
});
