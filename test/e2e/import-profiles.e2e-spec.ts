import { startApp, STACK, type TestApp } from '../app.js';
import { newStaffWith } from '../builders/granted.js';
import { call, done, type Method } from '../calls.js';
import { Importer } from '../imports.js';
import { newStaff } from '../staff.js';

type Who = Awaited<ReturnType<typeof newStaff>>;

describe(`profiles of imports on ${STACK}`, () => {
  let house: TestApp;
  let operations: Who;
  let importer: Importer;
  const send = (method: Method, path: string, payload?: object, who: Who = operations) => call(house, method, path, who, payload);
  const mapping = {
    columns: [
      { column: 'Tel', field: 'phone' },
      { column: 'Came from', field: 'source' },
      { column: 'Town', field: 'area' },
    ],
    templates: { name: 'Lead {No}', notes: '{Town}, {Street}' },
    defaults: { level: 'normal' },
    values: { source: { FB: 'baidu', none: null } },
    empty: ['Select'],
    unknown: 'empty',
  };
  const body = (name: string) => ({ name, mapping, policy: 'update', distribute: false });
  beforeAll(async () => {
    house = await startApp();
    operations = await newStaff(house, { roles: ['operations'] });
    importer = new Importer(house, operations.headers);
  });
  afterAll(() => house.close());

  it('REQ-D24 REQ-D25 a mapping kept under a name is that of the next file of its kind', async () => {
    const profile = await done(send('POST', '/import-profiles', body('Fair')));
    const first = (await importer.upload('No,Tel,Came from,Town,Street\n1,13600000001,FB,Select,Elm\n2,13600000002,none,Bern,\n')).json();
    const used = await done(send('POST', `/imports/${first.id}/profile`, { profileId: profile.id, version: first.version }));
    expect(used).toMatchObject({ mapping, policy: 'update', distribute: false, missing: [], forbidden: [], version: first.version + 1 });
    await importer.post(`${first.id}/start`);
    expect(await importer.ended(first.id)).toMatchObject({ state: 'done', created: 2, failed: 0 });
    const { customerId } = (await importer.rows(first.id, '?sort=rowNumber'))[0]!;
    expect((await send('GET', `/customers/${customerId}`)).body).toMatchObject({
      name: 'Lead 1',
      source: 'baidu',
      area: null,
      level: 'normal',
    });
    expect((await send('POST', `/imports/${first.id}/profile`, { profileId: profile.id })).body.code).toBe('import.state');
  });

  it('REQ-D24 of a profile a file takes what it has columns for, and the rest is named', async () => {
    const profile = await done(send('POST', '/import-profiles', body('Half')));
    const { id, version } = (await importer.upload('Tel,Town\n13600000003,Bern\n')).json();
    const used = await done(send('POST', `/imports/${id}/profile`, { profileId: profile.id }));
    expect(used.mapping.columns.map((c: { column: string }) => c.column)).toEqual(['Tel', 'Town']);
    expect([used.mapping.templates, used.missing]).toEqual([undefined, ['Came from', 'No', 'Street']]);
    expect((await send('POST', `/imports/${id}/profile`, { profileId: profile.id, version })).body.code).toBe('stale');
    expect((await send('POST', `/imports/${id}/profile`, { profileId: 999_999 })).status).toBe(404);
    expect((await send('POST', `/imports/${id}/start`)).body.code).toBe('import.mapping');
  });

  it('names are given once, whatever their capitals; changes count versions; what is removed is gone', async () => {
    const { id, version } = await done(send('POST', '/import-profiles', body('Leads from A')));
    expect((await send('POST', '/import-profiles', body('leads from a'))).body.code).toBe('unique.violated');
    const both = await Promise.all(['x', 'y'].map((name) => send('PATCH', `/import-profiles/${id}`, { name, version })));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await send('GET', '/import-profiles?search=Leads')).body.total).toBe(0);
    expect((await send('DELETE', `/import-profiles/${id}`)).status).toBe(204);
    expect((await send('GET', `/import-profiles/${id}`)).status).toBe(404);
  });

  it('what is wrong with one is said at once, and nothing is kept', async () => {
    const wrong = { name: ' ', mapping: { columns: [{ column: 'a', field: 'salaryy' }], x: 1 }, policy: 'maybe', distribute: 1 };
    const { status, body: answer } = await send('POST', '/import-profiles', wrong);
    expect(status).toBe(400);
    expect(answer.errors.map(({ path }: { path: string }) => path).sort()).toEqual(
      ['distribute', 'mapping.columns.0.field', 'mapping.x', 'name', 'policy'].sort(),
    );
    expect((await send('GET', '/import-profiles?search=salary')).body.total).toBe(0);
  });

  it('REQ-B13 REQ-B20 they are for those who import: nobody keeps or uses fields that he may not write', async () => {
    const seller = await newStaff(house, { roles: ['salesperson'] });
    for (const [method, path] of [
      ['GET', '/import-profiles'],
      ['POST', '/import-profiles'],
    ] as const)
      expect((await send(method, path, method === 'POST' ? body('Mine') : undefined, seller)).status).toBe(403);
    const all = { reach: 'all' };
    const clerk = (await newStaffWith(house, [
      {
        ...{ 'read Import': all, 'create Import': all, 'read ImportProfile': all, 'create ImportProfile': all, 'read Customer': all },
        'create Customer': { reach: 'all', fields: ['phone', 'area', 'name'] },
      },
    ])) as Who;
    expect((await send('POST', '/import-profiles', body('Clerk'), clerk)).body.code).toBe('field.forbidden');
    const profile = await done(send('POST', '/import-profiles', body('Whole')));
    expect((await send('PATCH', `/import-profiles/${profile.id}`, { name: 'x' }, clerk)).status).toBe(403);
    const { id } = (await new Importer(house, clerk.headers).upload('No,Tel,Came from,Town\n1,13600000004,FB,Bern\n')).json();
    const used = await done(send('POST', `/imports/${id}/profile`, { profileId: profile.id }, clerk));
    expect(used.forbidden.sort()).toEqual(['level', 'notes', 'source']);
    expect(used.mapping).toMatchObject({ columns: [mapping.columns[0], mapping.columns[2]], templates: { name: 'Lead {No}' } });
    expect([used.mapping.defaults, used.mapping.values]).toEqual([undefined, undefined]);
  });
});
