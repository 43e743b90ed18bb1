import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { newStaffWith } from '../builders/granted.js';
import { call, callNow, done } from '../calls.js';
import { newCustomers, ownershipsOf, restReclaim, setTime, stateOf } from '../builders/held-customers.js';
import { Importer } from '../imports.js';
import { newStaff, signIn } from '../staff.js';

type Person = Awaited<ReturnType<typeof newStaff>>;
let made = 0;

describe('an import that is undone', () => {
  let house: TestApp;
  let operations: Person;
  let director: Person;
  let sales: Person;
  let importer: Importer;
  let admin: { headers: object };

  beforeAll(async () => {
    house = await startApp({ ROLE: 'all' });
    await restReclaim(house);
    operations = await newStaff(house, { name: 'Ops', roles: ['operations'], departmentCode: 1000 });
    director = await newStaff(house, { name: 'Director', roles: ['sales-director'], departmentCode: 1000 });
    sales = await newStaff(house, { name: 'Sal', roles: ['salesperson'], departmentCode: 1001 });
    importer = new Importer(house, operations.headers);
    admin = { headers: await signIn(house) };
  });
  afterAll(() => house.close());

  const sql = <T = any>(text: string, params: readonly (string | number)[] = []) =>
    house.app.get(Database, { strict: false }).rows<T>(text, params);
  const phone = () => `1371111${String(++made).padStart(4, '0')}`;
  const post = (path: string, who: { headers: object } = operations, body: object = {}) => call(house, 'POST', path, who, body);
  const undoOf = (id: number, who: { headers: object } = operations) => done(call(house, 'GET', `/imports/${id}/undo`, who));
  const undone = async (id: number, who = operations) => {
    await done(post(`/imports/${id}/undo`, who));
    for (let i = 0; i < 800; i++) {
      const set = await undoOf(id, who);
      if (!['waiting', 'running'].includes(set.undo.state)) return set;
      await sleep(25);
    }
    throw new Error(`the undo of import ${id} did not end`);
  };
  const rowsOf = async (set: { id: number }, query = 'undo=partly,kept') =>
    (await done(call(house, 'GET', `/change-sets/${set.id}/customers?${query}`, admin))).items as any[];
  const idOf = async (name: string) => (await sql<{ id: number }>('SELECT id FROM customer WHERE name = ?', [name]))[0]!.id;
  const total = async () => (await done(call(house, 'GET', '/customers?pageSize=1', admin))).total as number;

  it('REQ-D24 customers whom nobody has touched go into the recycle bin, their numbers are free, and those somebody has touched stay and are named', async () => {
    const before = await total();
    const names = ['Un', 'Changed', 'Called', 'Given', 'Merged', 'Tagged', 'Locked', 'Deleted'];
    const phones = names.map(() => phone());
    const file = `Name,Phone\n${names.map((name, i) => `${name},${phones[i]}`).join('\n')}\n`;
    const imported = await importer.import(file, { distribute: 'false' });
    expect(imported).toMatchObject({ state: 'done', created: 8 });
    const id = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await idOf(name)] as const))) as Record<
      string,
      number
    >;
    await done(call(house, 'PATCH', `/customers/${id['Changed']}`, operations, { level: 'key' }));
    await done(post('/interactions', operations, { customerId: id['Called'], kind: 'call', summary: 'hi' }));
    await done(post('/customers/assign', operations, { customerIds: [id['Given']], toStaffId: sales.id }));
    const [other] = await newCustomers(house, 1, { name: 'Other' });
    await done(post(`/customers/${other}/merge`, operations, { otherId: id['Merged'] }));
    await done(post('/customers/bulk/edit', operations, { ids: [id['Tagged']], addTags: ['bulk'] }));
    for (let i = 0; i < 200 && !(await sql('SELECT 1 FROM customer_tag WHERE customerId = ?', [id['Tagged']!])).length; i++)
      await sleep(25);
    await done(call(house, 'DELETE', `/customers/${id['Deleted']}`, operations));
    await house.app.get(Database, { strict: false }).run(`UPDATE customer SET lockedUntil = '2099-01-01' WHERE id = ?`, [id['Locked']!]);

    const forecast = await post(`/imports/${imported.id}/undo?dryRun=1`);
    expect(forecast).toMatchObject({ status: 200, body: { matched: 8, back: 1, partly: 0, kept: 7 } });
    expect(await total()).toBe(before + 7);
    const set = await undone(imported.id);
    expect(set).toMatchObject({
      kind: 'import',
      importId: imported.id,
      undo: { state: 'done', back: 1, partly: 0, kept: 7, byName: 'Ops' },
    });
    expect((await rowsOf(set)).map((row) => [row.place, row.customerId, row.conflicts[0].code])).toEqual([
      [3, id['Changed'], 'import.changed'],
      [4, id['Called'], 'import.followed-up'],
      [5, id['Given'], 'import.held'],
      [6, id['Merged'], 'import.merged'],
      [7, id['Tagged'], 'import.changed'],
      [8, id['Locked'], 'import.locked'],
      [9, id['Deleted'], 'change.deleted'],
    ]);
    expect(await total()).toBe(before + 6);
    const bin = await done(call(house, 'GET', '/customers/recycle-bin?search=Un', operations));
    expect(bin.items.map((one: any) => one.id)).toContain(id['Un']);
    expect(await importer.import(`Name,Phone\nAnew,${phones[0]}\n`, { distribute: 'false' })).toMatchObject({ created: 1 });
    expect(await post(`/imports/${imported.id}/undo`)).toMatchObject({ status: 409, body: { code: 'change.undone' } });
    const log = await sql(`SELECT action, detail FROM audit_entry WHERE subject = 'Import' AND subjectId = ? AND action = 'import-undo'`, [
      String(imported.id),
    ]);
    expect(log.map((entry: any) => JSON.parse(entry.detail))).toEqual([{ back: 1, partly: 0, kept: 7 }]);
  });

  it('REQ-D25 automatic distribution is no touch: ownerships end, caps and totals are right, and the owner is told', async () => {
    const quota = await done(post('/distribution/quotas', admin, { staffId: sales.id, weight: 1, perRound: 10, maxOpen: 50 }));
    const load = async () =>
      (await sql<{ openCount: number }>('SELECT openCount FROM holder_load WHERE staffId = ?', [sales.id]))[0]?.openCount ?? 0;
    const imported = await importer.import(`Name,Phone\nD1,${phone()}\nD2,${phone()}\n`);
    const ids = [await idOf('D1'), await idOf('D2')];
    const held = async () => (await Promise.all(ids.map((id) => stateOf(house, id)))).every(({ ownerId }) => ownerId === sales.id);
    for (let i = 0; i < 400 && !(await held()); i++) await sleep(25);
    expect(await held()).toBe(true);
    const before = await load();
    const set = await undone(imported.id);
    expect(set.undo).toMatchObject({ back: 2, kept: 0 });
    expect(await load()).toBe(before - 2);
    for (const id of ids) {
      expect(await stateOf(house, id)).toMatchObject({ ownerId: null, deletedAt: expect.any(Number) } as object);
      expect((await ownershipsOf(house, id)).map((o) => [o.staffId, o.outcome])).toEqual([[sales.id, 'deleted']]);
    }
    const told = await sql('SELECT params FROM notification WHERE recipientId = ? AND code = ?', [sales.id, 'customers.import-undone']);
    expect(told.map((one: any) => JSON.parse(one.params))).toEqual([{ n: 2, by: 'Ops' }]);
    // one who is restored is his owner's again
    await done(post(`/customers/${ids[0]}/restore`));
    expect(await stateOf(house, ids[0]!)).toMatchObject({ holding: 'owned', ownerId: sales.id });
    await done(call(house, 'DELETE', `/distribution/quotas/${quota.id}`, admin));
  });

  it('REQ-D27 empty fields that it filled are empty again where the value is still the import’s, keys, profiles, tags and courses too', async () => {
    const course = await done(post('/courses', admin, { name: 'Undo Linux' }));
    const [a, b, c] = [phone(), phone(), phone()];
    await importer.import(`Name,Phone\nF1,${a}\nF2,${b}\nF3,${c}\n`, { distribute: 'false' });
    const [f1, f2, f3] = [await idOf('F1'), await idOf('F2'), await idOf('F3')];
    const columns = 'Name,Phone,QQ,Email,Source,Area,Notes,Major,Tags,Courses,Do not call';
    const row = (p: string, n: number) =>
      `x,${p},10001${n},undo${n}@example.com,百度推广,成都,secret note ${n},Physics,tag-a,Undo Linux,yes`;
    const fill = await importer.import(`${columns}\n${row(a, 1)}\n${row(b, 2)}\n${row(c, 3)}\n`, { policy: 'update' });
    expect(fill).toMatchObject({ updated: 3, created: 0 });
    expect(await done(call(house, 'GET', `/customers/${f1}`, admin))).toMatchObject({
      qq: '100011',
      doNotCall: true,
      courseIds: [course.id],
    });
    // nothing of what came in is kept, but by marks
    const kept = JSON.stringify(await sql('SELECT * FROM customer_change'));
    for (const word of ['secret note', '100011', 'undo1@example.com', '成都', 'Physics']) expect(kept).not.toContain(word);
    await done(call(house, 'PATCH', `/customers/${f2}`, operations, { qq: '99999999', notes: 'mine', tags: [] }));
    await done(call(house, 'DELETE', `/customers/${f3}`, operations));

    expect((await post(`/imports/${fill.id}/undo?dryRun=1`)).body).toMatchObject({ matched: 3, back: 1, partly: 1, kept: 1 });
    const set = await undone(fill.id);
    expect(set.undo).toMatchObject({ back: 1, partly: 1, kept: 1 });
    const empty = { email: null, source: null, area: null, doNotCall: false, tags: [], courseIds: [] };
    const one = await done(call(house, 'GET', `/customers/${f1}`, admin));
    expect(one).toMatchObject({ ...empty, name: 'F1', qq: null, notes: null, person: { major: null } });
    expect(one.phone).toBeTruthy();
    expect(await done(call(house, 'GET', `/customers/${f2}`, admin))).toMatchObject({ ...empty, qq: '99999999', notes: 'mine' });
    const rows = await rowsOf(set);
    expect(rows.map((r) => [r.customerId, r.conflicts.map((x: any) => [x.field, x.code, x.byName]).sort()])).toEqual([
      [
        f2,
        [
          ['notes', 'change.since', 'Ops'],
          ['qq', 'change.since', 'Ops'],
        ],
      ],
      [f3, [[undefined, 'change.deleted', undefined]]],
    ]);
    // the number is free again
    expect(await importer.import('Name,QQ\nQ,100011\n', { distribute: 'false' })).toMatchObject({ created: 1 });
    expect(await sql('SELECT 1 FROM tag WHERE nameKey = ?', ['tag-a'])).toHaveLength(1);
  });

  it('a customer whom it made and filled by a later row is untouched by that, and stays or goes with both', async () => {
    const [a, b] = [phone(), phone()];
    const many = Array.from({ length: 1100 }, (_, i) => `M${i},1360000${String(i).padStart(4, '0')},`).join('\n');
    const file = `Name,Phone,QQ\nTwice,${a},\nStays,${b},\n${many}\nTwice,${a},20001\nStays,${b},20002\n`;
    const imported = await importer.import(file, { policy: 'update', distribute: 'false' });
    expect(imported).toMatchObject({ created: 1102, updated: 2 });
    const stays = await idOf('Stays');
    await done(call(house, 'PATCH', `/customers/${stays}`, operations, { level: 'key' }));
    const set = await undone(imported.id);
    expect(set.undo).toMatchObject({ matched: 1104, back: 1102, partly: 0, kept: 2 });
    expect((await rowsOf(set)).map((row) => [row.customerId, row.conflicts[0].code])).toEqual([
      [stays, 'import.changed'],
      [stays, 'import.kept-too'],
    ]);
    expect(await stateOf(house, stays)).toMatchObject({ deletedAt: null, qq: '20002' } as object);
  });

  it('REQ-B20 by whoever may: his own imports, or a manager’s right over all; each customer is asked for besides', async () => {
    const mine = await new Importer(house, director.headers).import(`Name,Phone\nDir,${phone()}\n`, { distribute: 'false' });
    const theirs = await importer.import(`Name,Phone\nOps,${phone()}\n`, { distribute: 'false' });
    expect((await post(`/imports/${theirs.id}/undo`, director)).status).toBe(404);
    const { id: setId } = await undoOf(theirs.id);
    expect((await post(`/change-sets/${setId}/undo`, director)).status).toBe(404);
    expect((await call(house, 'GET', `/change-sets/${setId}`, director)).status).toBe(404);
    expect((await post(`/imports/${mine.id}/undo`, sales)).status).toBe(403);
    const reader = await newStaffWith(house, {
      'read Import': { reach: 'all' },
      'undo Import': { reach: 'all' },
      'read Customer': { reach: 'all' },
    });
    expect((await post(`/imports/${theirs.id}/undo?dryRun=1`, reader)).body).toMatchObject({
      back: 0,
      kept: 1,
      conflicts: [{ code: 'forbidden' }],
    });
    expect((await undone(mine.id, director)).undo).toMatchObject({ back: 1 });
    expect((await undone(theirs.id)).undo).toMatchObject({ back: 1 });
    expect((await post('/imports/999999/undo')).status).toBe(404);
  });

  it('one that is not over, and one of more than 30 days ago, is not undone', async () => {
    const waiting = (await importer.upload(`Name,Phone\nWait,${phone()}\n`)).json<{ id: number }>();
    expect((await post(`/imports/${waiting.id}/undo`)).status).toBe(404);
    const imported = await importer.import(`Name,Phone\nOld,${phone()}\n`, { distribute: 'false' });
    const [{ now }] = await sql<{ now: number }>('SELECT finishedAt AS now FROM customer_import WHERE id = ?', [imported.id]);
    const at = new Date(Number(now) + 8 * 3600_000 + 31 * 24 * 3600_000).toISOString().slice(0, 16).replace('T', ' ');
    setTime(house, at);
    const late = await callNow(house, 'POST', `/imports/${imported.id}/undo`, operations);
    expect([late.status, late.body.code]).toEqual([409, 'change.undo-expired']);
  });
});
