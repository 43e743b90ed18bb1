import { DataSource } from 'typeorm';
import { RightsEpoch } from '../../src/modules/rbac/rights/rights-epoch.js';
import { SubjectCatalogue } from '../../src/modules/rbac/permissions/subject-catalogue.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, STACK, type TestApp } from '../app.js';
import { newStaffWith } from '../builders/granted.js';
import { headersOf } from '../builders/held-customers.js';
import { newStaff, signIn } from '../staff.js';

type Who = { headers: Record<string, string> };
/** Whose columns the fields of a subject are, where that is no table of its own name. */
const ENTITIES: Record<string, string[]> = {
  ...Object.fromEntries(['Contact', 'Interaction', 'RecycleBin', 'Pool'].map((subject) => [subject, ['Customer']])),
  Import: ['CustomerImport'],
  Leave: ['StaffLeave', 'Staff'],
  Assignment: ['Quota', 'Staff'],
  Quota: ['Quota', 'Staff'],
};
const TYPES: Record<string, string> = {
  int: 'number',
  bigint: 'instant',
  varchar: 'text',
  text: 'text',
  mediumtext: 'text',
  boolean: 'flag',
};

describe(`REQ-B13 conditions of rules by the types of their columns, on ${STACK}`, () => {
  let house: TestApp;
  let root: Who;
  let ids: Record<string, number>;
  const get = <T>(type: abstract new (...args: never[]) => T): T => house.app.get(type as never, { strict: false });
  const send = async (method: 'GET' | 'POST' | 'PUT' | 'PATCH', url: string, who: Who, payload?: object) => {
    const answer = await house.app.inject({ method, url: `/api${url}`, headers: who.headers, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.json() };
  };
  const reached = async (who: Who) => {
    const { items } = (await send('GET', '/customers', who)).body as { items: { id: number }[] };
    const listed = Object.keys(ids).filter((name) => items.some((c) => c.id === ids[name]));
    const single: string[] = [];
    for (const name of Object.keys(ids)) if ((await send('GET', `/customers/${ids[name]}`, who)).status === 200) single.push(name);
    expect(single).toEqual(listed);
    return listed;
  };
  const within = (conditions: object, more: object[] = []) =>
    newStaffWith(house, [{ 'read Customer': { reach: 'custom', conditions } }, ...(more as [])]);

  beforeAll(async () => {
    house = await startApp();
    root = { headers: await signIn(house) };
    const owner = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    const enter = async (body: object) => (await send('POST', '/customers', owner, body)).body.id as number;
    ids = {
      upper: await enter({ name: 'Anna', area: 'Beijing', doNotCall: true, source: 'baidu' }),
      lower: await enter({ name: 'anna', area: 'beijing', source: 'baidu' }),
      nowhere: await enter({ name: '安娜' }),
    };
  });
  afterAll(() => house.close());

  it.each<[object, string[]]>([
    [{ createdAt: { $gte: '2099-01-01T00:00:00Z' } }, []],
    [{ createdAt: { $lt: '2099-01-01T00:00:00+08:00' } }, ['upper', 'lower', 'nowhere']],
    [{ lastFollowUpAt: { $lt: '2099-01-01T00:00:00Z' } }, []],
    [{ doNotCall: false }, ['lower', 'nowhere']],
    [{ doNotCall: { $ne: false } }, ['upper']],
    [{ name: 'anna' }, ['lower']],
    [{ area: { $in: ['Beijing', 'x'] } }, ['upper']],
    [{ area: { $ne: 'beijing' } }, ['upper', 'nowhere']],
    [{ source: 'baidu', ownerId: { $gt: 0 } }, ['upper', 'lower']],
  ])('list and page agree about %j', async (conditions, expected) => {
    expect(await reached(await within(conditions))).toEqual(expected);
    const but = await newStaffWith(house, [
      { 'read Customer': { reach: 'all' } },
      { 'read Customer': { reach: 'custom', conditions, inverted: true } },
    ]);
    expect(await reached(but)).toEqual(Object.keys(ids).filter((name) => !expected.includes(name)));
  });

  it.each([{ createdAt: { $gte: '2099-01-01' } }, { departmentId: '2 or 1=1' }, { ownerId: '5x' }, { name: 0 }, { doNotCall: 0 }])(
    'one that its column cannot be compared with is refused: %j',
    async (conditions) => {
      await expect(within(conditions)).rejects.toThrow(`permissions.0.conditions.${Object.keys(conditions)[0]}`);
    },
  );

  it('what was stored before gives nothing, prohibits everything, and is shown as faulty', async () => {
    const bad = JSON.stringify({ departmentId: '2 or 1=1' });
    const spoil = (inverted: boolean) =>
      get(Database).transaction(async () => {
        await get(RightsEpoch).raise();
        return get(Database).run(`UPDATE role_permission SET conditions = ? WHERE reach = 'custom' AND inverted = ?`, [
          bad,
          Number(inverted),
        ]);
      });
    const some = await within({ source: 'baidu' });
    const but = await newStaffWith(house, [
      { 'read Customer': { reach: 'all' } },
      { 'read Customer': { reach: 'custom', conditions: { source: 'baidu' }, inverted: true, fields: ['area'] } },
    ]);
    expect(await reached(some)).toEqual(['upper', 'lower']);
    await spoil(false);
    await spoil(true);
    expect((await send('GET', `/customers/${ids['upper']}`, { headers: await headersOf(house, some.id) })).status).toBe(403);
    const seen = await send('GET', `/customers/${ids['nowhere']}`, { headers: await headersOf(house, but.id) });
    expect([seen.status, 'area' in seen.body]).toEqual([200, false]);

    const why = await send('GET', `/permissions/explain?userId=${some.id}&action=read&subject=Customer&id=${ids['upper']}`, root);
    expect(why.body).toMatchObject({ allowed: false, considered: [{ faulty: true, conditions: { departmentId: '2 or 1=1' } }] });
    const [role] = await get(Database).rows<{ roleId: number }>('SELECT roleId FROM staff_role WHERE staffId = ?', [some.id]);
    const matrix = (await send('GET', `/roles/${role!.roleId}/matrix`, root)).body;
    const rows = matrix.menus.flatMap((m: any) => m.groups.flatMap((g: any) => g.subjects.flatMap((s: any) => s.permissions)));
    expect(rows.filter((row: any) => row.grant)).toMatchObject([{ faulty: true, grant: { reach: 'custom' } }]);
  });

  it('every field that conditions may name has the type of its column', () => {
    const catalogue = get(SubjectCatalogue);
    const tables = new Map(get(DataSource).entityMetadatas.map((entity) => [entity.name, entity]));
    const wrong: string[] = [];
    for (const { subject } of catalogue.sets().flatMap((set) => set.subjects))
      for (const [field, type] of catalogue.conditionFields(subject)) {
        const columns = (ENTITIES[subject] ?? [subject]).flatMap(
          (name) => tables.get(name)?.columns.find((c) => c.propertyName === field) ?? [],
        );
        const found = columns[0] && TYPES[typeof columns[0].type === 'string' ? columns[0].type : ''];
        if (found !== type) wrong.push(`${subject}.${field}: ${type}, the column ${found}`);
      }
    expect(wrong).toEqual([]);
  });
});
