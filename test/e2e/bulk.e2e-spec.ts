import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '../../src/platform/database/database.js';
import { ChangeSetRepository } from '../../src/modules/customers/changes/change-set.repository.js';
import { ChangeHandlers } from '../../src/modules/customers/changes/change.handlers.js';
import { startApp, type TestApp } from '../app.js';
import { call, done } from '../calls.js';
import { newStaffWith } from '../builders/granted.js';
import { newCustomers, ownedCustomers, ownershipsOf, stateOf } from '../builders/held-customers.js';
import { newStaff, signIn } from '../staff.js';

type Person = Awaited<ReturnType<typeof newStaff>>;

describe('many customers changed at once', () => {
  let house: TestApp;
  let [ann, ben, far, boss, operations]: Person[] = [];
  let admin: { headers: object };

  beforeAll(async () => {
    house = await startApp();
    const seller = (name: string, departmentCode = 1001) => newStaff(house, { name, roles: ['salesperson'], departmentCode });
    [ann, ben, far] = [await seller('Ann'), await seller('Ben'), await seller('Far', 1009)];
    boss = await newStaff(house, { name: 'Boss', roles: ['sales-supervisor'], departmentCode: 1001 });
    operations = await newStaff(house, { name: 'Ops', roles: ['operations'], departmentCode: 1000 });
    admin = { headers: await signIn(house) };
  });
  afterAll(() => house.close());

  const post = (path: string, who: { headers: object }, payload: object = {}) => call(house, 'POST', path, who, payload);
  const get = async (path: string, who: { headers: object } = operations!) => done(call(house, 'GET', path, who));
  const sql = <T = Record<string, unknown>>(text: string, params: readonly (string | number)[] = []) =>
    house.app.get(Database, { strict: false }).rows<T>(text, params);
  const ended = async (id: number, who: { headers: object } = operations!, of: 'do' | 'undo' = 'do') => {
    for (let i = 0; i < 800; i++) {
      const set = await get(`/change-sets/${id}`, who);
      if (!['waiting', 'running'].includes(of === 'do' ? set.state : set.undo.state)) return set;
      await sleep(25);
    }
    throw new Error(`change set ${id} did not end`);
  };
  const edit = async (body: object, who: Person = operations!) => ended((await done(post('/customers/bulk/edit', who, body))).id, who);
  const assign = async (body: object, who: Person = boss!) => ended((await done(post('/customers/bulk/assign', who, body))).id, who);
  const undo = async (id: number, who: Person = operations!) => {
    await done(post(`/change-sets/${id}/undo`, who));
    return ended(id, who, 'undo');
  };
  const customer = (id: number) => get(`/customers/${id}`, admin);

  it('a process that has been overtaken in a batch keeps nothing of it: what it judged is what the other has left', async () => {
    const ids = await newCustomers(house, 3, { area: '成都' });
    const set = await edit({ ids, set: { area: '重庆' } });
    await sql(`UPDATE customer_change_set SET state = 'running' WHERE id = ?`, [set.id]);
    const sets = house.app.get(ChangeSetRepository, { strict: false });
    expect(await sets.advance(set.id, 0, { changed: 0, unchanged: 3, refused: 0 })).toBe(false);
    await sql(`UPDATE customer_change_set SET state = 'done' WHERE id = ?`, [set.id]);
    await undo(set.id);
    await sql(`UPDATE customer_change_set SET undoState = 'running' WHERE id = ?`, [set.id]);
    expect(await sets.advanceUndo(set.id, 0, { back: 0, partly: 0, kept: 3 })).toBe(false);
    await sql(`UPDATE customer_change_set SET undoState = 'done' WHERE id = ?`, [set.id]);
    expect(await get(`/change-sets/${set.id}`)).toMatchObject({ changed: 3, undo: { back: 3, kept: 0 } });
  });

  it('REQ-D18 fields, tags and courses of ticked customers change in a job, which leaves one entry in the log and keeps what was before', async () => {
    const ids = await newCustomers(house, 3, { source: 'baidu', area: '成都' });
    const course = await done(post('/courses', admin, { name: 'Bulk Linux' }));
    await done(call(house, 'PATCH', `/customers/${ids[0]}`, operations!, { tags: ['旧'], level: 'key' }));
    const body = {
      ids,
      set: { level: 'key', source: 'seo', doNotCall: true, area: null },
      addTags: ['展会'],
      removeTags: ['旧'],
      addCourseIds: [course.id],
    };
    const forecast = await post('/customers/bulk/edit?dryRun=1', operations!, body);
    expect(forecast).toMatchObject({ status: 200, body: { matched: 3, changes: 3, unchanged: 0, refused: 0, reasons: [] } });
    expect(await customer(ids[1]!)).toMatchObject({ source: 'baidu', tags: [] });
    const set = await edit(body);
    expect(set).toMatchObject({
      kind: 'edit',
      state: 'done',
      matched: 3,
      changed: 3,
      unchanged: 0,
      refused: 0,
      undo: null,
      createdByName: 'Ops',
    });
    expect(set.undoableUntil).toEqual(expect.any(String));
    for (const id of ids)
      expect(await customer(id)).toMatchObject({
        source: 'seo',
        level: 'key',
        area: null,
        doNotCall: true,
        tags: ['展会'],
        courseIds: [course.id],
      });
    const again = await edit(body);
    expect(again).toMatchObject({ changed: 0, unchanged: 3, undoableUntil: null });
    const entries = await sql(`SELECT action, detail FROM audit_entry WHERE subjectId = ?`, [`changes-${set.id}`]);
    expect(entries).toHaveLength(1);
    expect(JSON.parse(String(entries[0]!['detail']))).toMatchObject({ changed: 3, set: { level: 'key' } });
    expect((await get(`/customers/${ids[0]}/timeline`)).items).toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'bulk-change', staffName: 'Ops' })]),
    );

    const back = await undo(set.id);
    expect(back).toMatchObject({ undoableUntil: null, undo: { state: 'done', back: 3, partly: 0, kept: 0, byName: 'Ops' } });
    expect(await customer(ids[0]!)).toMatchObject({
      source: 'baidu',
      level: 'key',
      area: '成都',
      doNotCall: false,
      tags: ['旧'],
      courseIds: [],
    });
    expect(await customer(ids[1]!)).toMatchObject({ source: 'baidu', level: null, tags: [], courseIds: [] });
    expect(await post(`/change-sets/${set.id}/undo`, operations!)).toMatchObject({ status: 409, body: { code: 'change.undone' } });
  });

  it('REQ-C8 all that match a filter are handed over evenly to several, each by the rules of one; the undo gives them back with their clocks', async () => {
    const mine = await ownedCustomers(house, ann!.id, 4, { area: 'evenly' });
    const [his] = await ownedCustomers(house, far!.id, 1, { area: 'evenly' });
    const before = await Promise.all(mine.map((id) => stateOf(house, id)));
    const cyd = await newStaff(house, { name: 'Cyd', roles: ['salesperson'], departmentCode: 1001 });
    const body = { filters: { area: 'evenly' }, toStaffIds: [ben!.id, cyd.id], reason: 'fair shares' };
    expect(await post('/customers/bulk/assign?dryRun=1', boss!, body)).toMatchObject({
      status: 200,
      body: { matched: 4, changes: 4, refused: 0 },
    });
    expect((await stateOf(house, mine[0]!)).ownerId).toBe(ann!.id);
    const set = await assign(body);
    expect(set).toMatchObject({ kind: 'assign', state: 'done', matched: 4, changed: 4, refused: 0, what: 'Handed over to Ben, Cyd' });
    const owners = (await Promise.all(mine.map((id) => stateOf(house, id)))).map((row) => row.ownerId);
    expect(owners.sort()).toEqual([ben!.id, ben!.id, cyd.id, cyd.id].sort());
    expect((await stateOf(house, his!)).ownerId).toBe(far!.id);
    const told = (who: Person) => sql(`SELECT code, params FROM notification WHERE recipientId = ? ORDER BY id`, [who.id]);
    expect((await told(cyd)).map((row) => row['code'])).toEqual(['customers.handed-over']);
    expect((await told(ann!)).map((row) => row['code'])).toEqual(['customers.taken-away', 'customers.taken-away']);
    const log = await sql(`SELECT action FROM audit_entry WHERE subjectId = ?`, [`changes-${set.id}`]);
    expect(log).toEqual([{ action: 'bulk-assign' }]);

    // one is followed up by his new owner, one is handed on
    const bens = (await Promise.all(mine.map(async (id) => [id, (await stateOf(house, id)).ownerId] as const))).filter(
      ([, o]) => o === ben!.id,
    );
    const touched = bens[0]![0];
    await done(post('/interactions', ben!, { customerId: touched, kind: 'call', summary: 'hello' }));
    const cyds = mine.filter((id) => !bens.some(([one]) => one === id));
    await done(post(`/customers/${cyds[0]}/transfer`, boss!, { toStaffId: ben!.id }));
    const back = await undo(set.id, boss!);
    expect(back.undo).toMatchObject({ state: 'done', back: 2, partly: 0, kept: 2 });
    expect(back.undo.conflicts.map((one: { code: string }) => one.code).sort()).toEqual(['change.followed-up', 'change.owner-since']);
    for (const [i, id] of mine.entries()) {
      const now = await stateOf(house, id);
      if (id === touched || id === cyds[0]) expect(now.ownerId).toBe(ben!.id);
      else {
        const { ownedSince, dealDueOn, followUpDueOn, reclaimAt } = before[i]!;
        expect(now).toMatchObject({ holding: 'owned', ownerId: ann!.id, ownedSince, dealDueOn, followUpDueOn, reclaimAt });
        expect((await ownershipsOf(house, id)).map((o) => [o.staffId, o.outcome, o.barredUntil])).toEqual([
          [ann!.id, 'transferred', null],
          [expect.any(Number), 'undone', null],
          [ann!.id, null, null],
        ]);
      }
    }
    expect((await told(ann!)).at(-1)).toMatchObject({ code: 'customers.given-back' });
    const loads = await sql<{ staffId: number; openCount: number }>('SELECT staffId, openCount FROM holder_load');
    for (const one of [ann!, ben!, cyd]) {
      const [held] = await sql<{ n: number }>(
        `SELECT COUNT(*) AS n FROM customer WHERE ownerId = ? AND status = 'open' AND holding = 'owned'`,
        [one.id],
      );
      expect(loads.find((l) => l.staffId === one.id)?.openCount ?? 0).toBe(Number(held!.n));
    }
    const rows = await get(`/change-sets/${set.id}/customers?undo=kept`, boss!);
    expect(rows.items.find((row: any) => row.customerId === touched)).toMatchObject({
      undo: 'kept',
      conflicts: [{ code: 'change.followed-up' }],
    });
  });

  it('REQ-E8 caps, bars and scope are those of a single hand-over, and named by how many', async () => {
    const dan = await newStaff(house, { name: 'Dan', roles: ['salesperson'], departmentCode: 1001 });
    await done(post('/distribution/quotas', admin, { staffId: dan.id, weight: 1, perRound: 1, maxOpen: 2 }));
    const mine = await ownedCustomers(house, ann!.id, 3, { area: 'capped' });
    const [barred] = await ownedCustomers(house, ann!.id, 1, { area: 'capped' });
    await sql('SELECT 1');
    await house.app
      .get(Database, { strict: false })
      .run(
        `INSERT INTO ownership (customerId, staffId, departmentId, beganBy, beganAt, dealClockOn, endedAt, outcome, barredUntil) VALUES (?, ?, NULL, 'claimed', 1, '2020-01-01', 2, 'follow-up-overdue', 8640000000000000)`,
        [barred!, dan.id],
      );
    const [outside] = await ownedCustomers(house, far!.id, 1);
    const body = { ids: [...mine, barred!, outside!, 999_999], toStaffIds: [dan.id] };
    const forecast = await done(post('/customers/bulk/assign?dryRun=1', boss!, body));
    expect(forecast).toEqual({
      matched: 6,
      changes: 2,
      unchanged: 0,
      refused: 4,
      reasons: [
        { code: 'not-found', detail: 'not there, or out of your reach', count: 2 },
        { code: 'pool.holding-limit', detail: expect.any(String), count: 1 },
        { code: 'pool.lost-before', detail: expect.any(String), count: 1 },
      ],
    });
    const set = await assign(body);
    expect(set).toMatchObject({ matched: 6, changed: 2, refused: 4 });
    expect(set.reasons).toEqual(expect.arrayContaining(forecast.reasons));
    expect((await stateOf(house, barred!)).ownerId).toBe(ann!.id);
    expect(await post('/customers/bulk/assign', boss!, { ids: mine, toStaffIds: [far!.id] })).toMatchObject({
      status: 404,
      body: { code: 'customer.receiver-unknown' },
    });
    expect(await post('/customers/bulk/assign', ann!, { ids: mine, toStaffIds: [ben!.id] })).toMatchObject({ status: 403 });

    // the room that the hand-over left may be used by now
    const annQuota = await done(post('/distribution/quotas', admin, { staffId: ann!.id, weight: 1, perRound: 1, maxOpen: 1 }));
    const back = await undo(set.id, boss!);
    expect(back.undo).toMatchObject({ back: 0, kept: 2, conflicts: [{ code: 'change.owner-full', count: 2 }] });
    await done(call(house, 'DELETE', `/distribution/quotas/${annQuota.id}`, admin));
  });

  it('REQ-D18 a field that was changed since stays, and who did it when is named; the rest goes back', async () => {
    const ids = await newCustomers(house, 3, { source: 'baidu' });
    const set = await edit({ ids, set: { source: 'seo', level: 'key' } });
    await done(call(house, 'PATCH', `/customers/${ids[0]}`, operations!, { level: 'normal' }));
    const later = await edit({ ids: [ids[1]!], set: { source: 'dsp' } });
    await done(call(house, 'DELETE', `/customers/${ids[2]}`, operations!));
    const forecast = await done(post(`/change-sets/${set.id}/undo?dryRun=1`, operations!));
    expect(forecast).toMatchObject({ matched: 3, back: 0, partly: 2, kept: 1 });
    expect(await customer(ids[0]!)).toMatchObject({ source: 'seo' });
    const back = await undo(set.id);
    expect(back.undo).toMatchObject({ back: 0, partly: 2, kept: 1 });
    expect(await customer(ids[0]!)).toMatchObject({ source: 'baidu', level: 'normal' });
    expect(await customer(ids[1]!)).toMatchObject({ source: 'dsp', level: null });
    const { items } = await get(`/change-sets/${set.id}/customers?undo=partly,kept`);
    expect(items.map((row: any) => [row.customerId, row.conflicts])).toEqual([
      [
        ids[0],
        [
          {
            code: 'change.since',
            field: 'level',
            detail: 'changed again since',
            byId: operations!.id,
            byName: 'Ops',
            at: expect.any(String),
          },
        ],
      ],
      [ids[1], [expect.objectContaining({ field: 'source', byName: 'Ops', at: expect.any(String) })]],
      [ids[2], [{ code: 'change.deleted', detail: 'deleted or merged since' }]],
    ]);
    expect(later.changed).toBe(1);
  });

  it('REQ-B13 each customer keeps scope, field rules and deadlines of whoever asks; what is out of reach is told as not there', async () => {
    const [own] = await ownedCustomers(house, ann!.id, 1);
    const [bens] = await ownedCustomers(house, ben!.id, 1);
    const body = { ids: [own!, bens!], set: { level: 'key' } };
    const set = await edit(body, ann!);
    expect(set).toMatchObject({ changed: 1, refused: 1, reasons: [{ code: 'not-found', count: 1 }] });
    expect((await stateOf(house, bens!)) as any).toMatchObject({ level: null });
    expect(await post(`/change-sets/${set.id}/undo`, ben!)).toMatchObject({ status: 404 });
    expect((await call(house, 'GET', `/change-sets/${set.id}`, ben!)).status).toBe(404);
    const reads = { 'read Customer': { reach: 'all' }, 'read ChangeSet': { reach: 'own' }, 'undo ChangeSet': { reach: 'own' } };
    const levels = (await newStaffWith(house, { ...reads, 'update Customer': { reach: 'all', fields: ['level'] } })) as Person;
    expect(await post('/customers/bulk/edit', levels, { ids: [own], set: { source: 'seo' } })).toMatchObject({
      status: 403,
      body: { code: 'field.forbidden' },
    });
    const [baidu, seo] = [...(await newCustomers(house, 1, { source: 'baidu' })), ...(await newCustomers(house, 1, { source: 'seo' }))];
    const onlyBaidu = (await newStaffWith(house, {
      ...reads,
      'update Customer': { reach: 'custom', conditions: { source: 'baidu' } },
    })) as Person;
    const moved = await edit({ ids: [baidu, seo], set: { source: 'dsp' } }, onlyBaidu);
    expect(moved.reasons.map((one: { code: string }) => one.code).sort()).toEqual(['forbidden', 'forbidden-after']);
    const stayed = await edit({ ids: [baidu, seo], set: { level: 'key' } }, onlyBaidu);
    expect(stayed).toMatchObject({ changed: 1, refused: 1, reasons: [{ code: 'forbidden', count: 1 }] });
    const someFields = (await newStaffWith(house, [
      { ...reads, 'update Customer': { reach: 'all', fields: ['level'] } },
      { 'update Customer': { reach: 'custom', fields: ['source'], conditions: { source: 'baidu' } } },
    ])) as Person;
    const mixed = await edit({ ids: [seo], set: { source: 'dsp', level: 'key' } }, someFields);
    expect(mixed).toMatchObject({ changed: 0, reasons: [{ code: 'field.forbidden', count: 1 }] });
  });

  it('an owner who comes too late changes nobody by the dozen either: he is reclaimed instead', async () => {
    const [late, well] = await ownedCustomers(house, ann!.id, 2);
    await house.app.get(Database, { strict: false }).run('UPDATE customer SET reclaimAt = 1 WHERE id = ?', [late!]);
    const set = await edit({ ids: [late!, well!], set: { level: 'key' } }, ann!);
    expect(set).toMatchObject({ changed: 1, refused: 1, reasons: [{ code: 'customer.overdue', count: 1 }] });
    expect(await stateOf(house, late!)).toMatchObject({ holding: 'pool', ownerId: null, level: null });
  });

  it('REQ-E6 an edited source moves the clocks as a single change does, and its undo moves them back', async () => {
    await done(
      post('/distribution/rules', admin, { name: 'SEO is slow', source: 'seo', followUpDays: 9, dealDays: 40, dayKind: 'calendar' }),
    );
    const [id] = await ownedCustomers(house, ann!.id, 1, { source: 'baidu' });
    const before = await stateOf(house, id!);
    const set = await edit({ ids: [id!], set: { source: 'seo' } });
    const after = await stateOf(house, id!);
    expect(after.dealDueOn! > before.dealDueOn!).toBe(true);
    await undo(set.id);
    const { followUpDueOn, dealDueOn, reclaimAt } = before;
    expect(await stateOf(house, id!)).toMatchObject({ source: 'baidu', clockSource: 'baidu', followUpDueOn, dealDueOn, reclaimAt });
  });

  it('bad input names every fault, and a set that was not begun leaves nothing behind', async () => {
    const faults = async (path: string, body: object) => {
      const answer = await post(path, operations!, body);
      return [answer.status, ...(answer.body.errors ?? []).map((e: { code: string }) => e.code)];
    };
    expect(await faults('/customers/bulk/edit', {})).toEqual([400, 'bulk.whom', 'bulk.nothing']);
    expect(await faults('/customers/bulk/edit', { ids: [1], filters: {}, set: { level: 'key' } })).toEqual([400, 'selection.both']);
    expect(await faults('/customers/bulk/edit', { ids: [1], addTags: ['A'], removeTags: ['a'] })).toEqual([400, 'bulk.twice']);
    expect(await faults('/customers/bulk/edit', { ids: [1], set: { phone: '1' } })).toEqual([400, 'field.unknown', 'bulk.nothing']);
    const [id] = await newCustomers(house, 1);
    expect(await faults('/customers/bulk/edit', { ids: [id], set: { level: 'nope', source: 'nope' }, addCourseIds: [9999] })).toEqual([
      400,
      'dictionary.unknown',
      'dictionary.unknown',
      'reference.unknown',
    ]);
    expect(await post('/customers/bulk/edit', operations!, { ids: [999_999], set: { level: 'key' } })).toMatchObject({
      status: 409,
      body: { code: 'change.none' },
    });
    expect(await faults('/customers/bulk/assign', { ids: [id], toStaffIds: [3, 3] })).toEqual([400, 'bulk.receiver-twice']);
    expect((await call(house, 'GET', '/change-sets?kind=nope', operations!)).status).toBe(400);
  });

  it('what is done stays when it is stopped, and can be taken back; who may do neither is told so', async () => {
    const ids = await newCustomers(house, 2, { source: 'baidu' });
    const begun = await done(post('/customers/bulk/edit', operations!, { ids, set: { source: 'seo' } }));
    const set = await ended(begun.id);
    expect(await post(`/change-sets/${set.id}/cancel`, operations!)).toMatchObject({ status: 409, body: { code: 'change.state' } });
    // one that waits: its job is taken from it, and the set ends with it
    await house.app
      .get(Database, { strict: false })
      .run(`UPDATE customer_change_set SET state = 'running', finishedAt = NULL WHERE id = ?`, [set.id]);
    expect(await post(`/change-sets/${set.id}/undo`, operations!)).toMatchObject({ status: 409, body: { code: 'change.state' } });
    expect(await post(`/change-sets/${set.id}/cancel`, operations!)).toMatchObject({
      status: 200,
      body: { state: 'cancelled', changed: 2 },
    });
    expect(await undo(set.id)).toMatchObject({ state: 'cancelled', undo: { state: 'done', back: 2 } });
    expect(await customer(ids[0]!)).toMatchObject({ source: 'baidu' });
  });

  it('a set whose job ended without it ends with it', async () => {
    const ids = await newCustomers(house, 1, { source: 'baidu' });
    const set = await edit({ ids, set: { source: 'seo' } });
    const database = house.app.get(Database, { strict: false });
    await database.run(`UPDATE customer_change_set SET state = 'running', finishedAt = NULL WHERE id = ?`, [set.id]);
    await database.run(`UPDATE job SET state = 'failed', error = 'out of tries' WHERE id = ?`, [set.jobId]);
    expect(await house.app.get(ChangeHandlers, { strict: false }).settle()).toEqual({ ended: 1 });
    expect(await get(`/change-sets/${set.id}`)).toMatchObject({ state: 'failed', error: 'out of tries', changed: 1 });
  });
});
