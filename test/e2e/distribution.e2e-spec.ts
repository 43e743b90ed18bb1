import { AssignmentService } from '../../src/modules/distribution/assignment/assignment.service.js';
import { START } from '../../src/modules/distribution/assignment/assignment.repository.js';
import { DistributionRunService } from '../../src/modules/distribution/assignment/distribution-run.service.js';
import { Clock, HOUR } from '../../src/platform/context/clock.js';
import { StaffDirectory } from '../../src/modules/rbac/staff/staff-directory.service.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { forgetCustomers } from '../clean.js';
import { type AuthHeaders, departmentOf, newStaff, signIn } from '../staff.js';

interface Person {
  id: number;
  headers: AuthHeaders;
}

describe('automatic distribution', () => {
  let house: TestApp;
  let admin: AuthHeaders;
  let database: Database;
  let operations: Person;

  beforeAll(async () => {
    house = await startApp();
    admin = await signIn(house);
    database = house.app.get(Database, { strict: false });
    operations = await newStaff(house, { roles: ['operations'] });
  });
  afterEach(() => forgetCustomers(house));
  afterAll(() => house.close());

  const call = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object, headers = admin) => {
    const answer = await house.app.inject({ method, url: `/api/distribution/${url}`, headers, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.body ? answer.json() : null };
  };
  const seller = (name: string) => newStaff(house, { name, roles: ['salesperson'], departmentCode: 1001 });
  const quota = async (person: Person, weight: number, perRound: number, more: object = {}) =>
    (await call('POST', 'quotas', { staffId: person.id, weight, perRound, ...more })).body;
  const pending = async (n: number, more: { source?: string; waited?: number } = {}) => {
    const ids: number[] = [];
    for (let i = 0; i < n; i++)
      ids.push(
        await database.insertId(
          `INSERT INTO customer (type, name, source, status, doNotCall, doNotMail, holding, holdingSince, createdAt, updatedAt) VALUES ('person', ?, ?, 'open', 0, 0, 'pending', ?, 1, 1)`,
          [`Lead ${i}`, more.source ?? null, house.app.get(Clock, { strict: false }).now() - (more.waited ?? 0)],
        ),
      );
    return ids;
  };
  const owners = async (ids: number[]) =>
    (await database.rows<{ ownerId: number | null }>(`SELECT ownerId FROM customer WHERE id IN (${ids.join(',')}) ORDER BY id`)).map(
      (r) => r.ownerId,
    );
  const run = () => house.app.get(DistributionRunService, { strict: false }).run();
  const batch = (limit: number) => house.app.get(AssignmentService, { strict: false }).batch(START, limit);

  it('REQ-E2 hands out A B C A C A for weights 5/4/3 and 3/1/2 per round, and goes on in the same round after each batch', async () => {
    const [a, b, c] = [await seller('A'), await seller('B'), await seller('C')];
    await quota(a, 5, 3);
    await quota(b, 4, 1);
    await quota(c, 3, 2);
    const ids = await pending(9);
    await batch(4);
    await run();
    const name = new Map([
      [a.id, 'A'],
      [b.id, 'B'],
      [c.id, 'C'],
    ]);
    expect((await owners(ids)).map((o) => name.get(o!)).join(' ')).toBe('A B C A C A A B C');
    const round = (await call('GET', 'rounds/current', undefined, operations.headers)).body;
    expect(round.line.map((p: { name: string; served: boolean }) => (p.served ? p.name.toLowerCase() : p.name)).join(' ')).toBe(
      'a b c A C A',
    );
    expect(round.round).toBe(2);
  });

  it('REQ-E5 every assignment is explained, to its owner too, and to nobody else', async () => {
    const [a, b] = [await seller('A'), await seller('B')];
    await quota(a, 5, 1, { filters: { sources: ['baidu'] } });
    await quota(b, 4, 1);
    const [id] = await pending(1, { source: 'qq' });
    await run();
    const list = (await call('GET', `assignments?customerId=${id}`, undefined, b.headers)).body;
    expect(list.total).toBe(1);
    const why = (await call('GET', `assignments/${list.items[0].id}`, undefined, b.headers)).body;
    expect(why).toMatchObject({
      staffId: b.id,
      round: 1,
      position: 1,
      perRound: 1,
      strategy: 'interleaved',
      skipped: [{ staffId: a.id, reason: 'filter', text: '不接此类客户' }],
    });
    expect((await call('GET', `assignments/${list.items[0].id}`, undefined, a.headers)).status).toBe(404);
  });

  it('REQ-E12 REQ-B10 a customer nobody can take stays pending with the reason, and whoever may run the distribution is told once, whatever his role is called', async () => {
    const permissions = (await house.app.inject({ url: '/api/permissions?pageSize=100&search=Distribution', headers: admin })).json().items;
    const runs = permissions.find((p: { action: string; subject: string }) => p.action === 'run' && p.subject === 'Distribution');
    const role = await house.app.inject({
      method: 'POST',
      url: '/api/roles',
      headers: admin,
      payload: { code: 'dispatch', nameZh: '调度', nameEn: 'Dispatch' },
    });
    const given = (list: object[]) =>
      house.app.inject({
        method: 'PUT',
        url: `/api/roles/${role.json().id}/permissions`,
        headers: admin,
        payload: { permissions: list },
      });
    expect((await given([{ permissionId: runs.id, reach: 'all' }])).statusCode).toBe(200);
    const dispatcher = await newStaff(house, { roles: ['dispatch'] });
    const gone = await newStaff(house, { roles: ['dispatch'], active: false });
    const watcher = await newStaff(house, { roles: ['sales-supervisor'], departmentCode: 1001 });
    const [id] = await pending(1);
    await run();
    await run();
    expect(await owners([id!])).toEqual([null]);
    const [row] = await database.rows<{ unassignableReason: string }>('SELECT unassignableReason FROM customer WHERE id = ?', [id!]);
    expect(row!.unassignableReason).toBe('nobody');
    const told = (
      await database.rows<{ recipientId: number }>(`SELECT recipientId FROM notification WHERE code = 'distribution.stranded'`)
    ).map((n) => n.recipientId);
    expect(told).toHaveLength(new Set(told).size);
    expect(told).toEqual(expect.arrayContaining([operations.id, dispatcher.id]));
    for (const one of [gone, watcher]) expect(told).not.toContain(one.id);
    await given([]);
    expect(await house.app.get(StaffDirectory, { strict: false }).whoMay('run', 'Distribution')).not.toContain(dispatcher.id);
  });

  it('whom nobody could take for 72 hours goes to the public pool', async () => {
    const ids = [...(await pending(1, { waited: 71 * HOUR })), ...(await pending(1, { waited: 73 * HOUR }))];
    await run();
    const rows = await database.rows<{ holding: string }>(`SELECT holding FROM customer WHERE id IN (${ids.join(',')}) ORDER BY id`);
    expect(rows.map((r) => r.holding)).toEqual(['pending', 'pool']);
  });

  it('REQ-E14 each new owner gets one message per run, with how many', async () => {
    const [a, b] = [await seller('A'), await seller('B')];
    await quota(a, 5, 2);
    await quota(b, 4, 1);
    await pending(7);
    await run();
    for (const [who, n, first] of [
      [a, 5, 'Lead 0、Lead 2'],
      [b, 2, 'Lead 1、'],
    ] as const) {
      const answer = await house.app.inject({ url: '/api/notifications', headers: who.headers });
      const [message, ...more] = answer.json().items;
      expect(more).toEqual([]);
      expect(message).toMatchObject({
        subject: `您分到了 ${n} 个客户`,
        link: `/admin/resources/customers?filters.ownerId=${who.id}&filters.untouched=true`,
      });
      expect(message.body).toContain(first);
    }
  });

  it('the preview says who would get what and writes nothing', async () => {
    const a = await seller('A');
    await quota(a, 5, 2);
    const ids = await pending(3);
    const preview = (await call('POST', 'preview', undefined, operations.headers)).body;
    expect(preview.decisions.map((d: { staffId: number; round: number }) => [d.staffId, d.round])).toEqual([
      [a.id, 1],
      [a.id, 1],
      [a.id, 2],
    ]);
    expect(await owners(ids)).toEqual([null, null, null]);
    expect((await call('GET', 'assignments')).body.total).toBe(0);
  });

  it('the preview answers for quotas that nobody has saved yet, of newcomers too', async () => {
    const [a, b, c] = [await seller('A'), await seller('B'), await seller('C')];
    await quota(a, 5, 1, { maxOpen: 1 });
    await quota(b, 4, 1);
    await pending(6);
    const draft = (person: Person, perRound: number, more: object = {}) => ({ staffId: person.id, weight: 5, perRound, ...more });
    const shares = async (quotas: object[]) => {
      const { totals } = (await call('POST', 'preview', { quotas }, operations.headers)).body;
      return [a, b, c].map((p) => totals.find((t: { staffId: number }) => t.staffId === p.id)?.n ?? 0);
    };
    expect(await shares([])).toEqual([1, 5, 0]);
    expect(await shares([draft(a, 2)])).toEqual([4, 2, 0]);
    expect(await shares([draft(c, 3)])).toEqual([1, 1, 4]);
    expect(await shares([draft(b, 1, { active: false }), draft(c, 1, { maxOpen: 2 })])).toEqual([1, 0, 2]);
    expect((await call('GET', 'quotas')).body.items).toHaveLength(2);
    const bad = await call('POST', 'preview', { quotas: [{ staffId: 999_999, weight: 1, perRound: 1 }], colour: 'red' });
    expect(bad.body).toMatchObject({ status: 400, errors: [{ path: 'colour' }] });
    expect((await call('POST', 'preview', { quotas: [{ staffId: 999_999, weight: 1, perRound: 1 }] })).body.code).toBe(
      'quota.staff-unknown',
    );
  });

  it('REQ-E4 a changed quota holds from the next round, or now if asked', async () => {
    const [a, b] = [await seller('A'), await seller('B')];
    const qa = await quota(a, 5, 2);
    await quota(b, 4, 2);
    const ids = await pending(1);
    await run();
    await call('PATCH', `quotas/${qa.id}`, { perRound: 1 });
    ids.push(...(await pending(4)));
    await run();
    expect(await owners(ids)).toEqual([a.id, b.id, a.id, b.id, a.id]);
    const list = await call('GET', `assignments?staffId=${a.id}&sort=at`);
    expect(list.body.items.map((x: { round: number; perRound: number }) => [x.round, x.perRound])).toEqual([
      [1, 2],
      [1, 2],
      [2, 1],
    ]);
  });

  it('people on leave, inactive or outside their period receive nothing, and no flood when they are back', async () => {
    const [a, b] = [await seller('A'), await seller('B')];
    await quota(a, 5, 1);
    await quota(b, 4, 1);
    await database.run(
      `INSERT INTO staff_leave (staffId, fromDay, toDay, version, createdAt, updatedAt) VALUES (?, '2000-01-01', '2100-01-01', 1, 1, 1)`,
      [a.id],
    );
    const away = await pending(5);
    await run();
    expect(await owners(away)).toEqual([b.id, b.id, b.id, b.id, b.id]);
    await database.run('DELETE FROM staff_leave');
    const back = await pending(4);
    await run();
    expect((await owners(back)).filter((o) => o === a.id)).toHaveLength(2);
  });

  it('back from leave there is no flood either where a colleague takes few customers and has stayed in an old round', async () => {
    const [few, away, all] = [await seller('F'), await seller('A'), await seller('B')];
    await quota(few, 9, 1, { filters: { sources: ['baidu'] } });
    await quota(away, 5, 1);
    await quota(all, 4, 1);
    await database.run(
      `INSERT INTO staff_leave (staffId, fromDay, toDay, version, createdAt, updatedAt) VALUES (?, '2000-01-01', '2100-01-01', 1, 1, 1)`,
      [away.id],
    );
    await pending(9);
    await run();
    await database.run('DELETE FROM staff_leave');
    const back = await pending(4);
    await run();
    expect((await owners(back)).filter((o) => o === away.id)).toHaveLength(2);
    const newcomer = await seller('N');
    await quota(newcomer, 1, 1);
    const later = await pending(6);
    await run();
    expect((await owners(later)).filter((o) => o === newcomer.id)).toHaveLength(2);
  });

  it('every batch, and customers nobody could take who go to the pool, leave one entry in the change log', async () => {
    const a = await seller('A');
    await quota(a, 5, 2, { maxOpen: 3 });
    await pending(4, { waited: 73 * HOUR });
    const [before] = await database.rows<{ id: number }>('SELECT MAX(id) AS id FROM audit_entry');
    await run();
    const log = await database.rows<{ subject: string; action: string; detail: string; source: string }>(
      'SELECT subject, action, detail, source FROM audit_entry WHERE id > ? ORDER BY id',
      [before!.id],
    );
    expect(log.map((e) => `${e.action} ${e.subject}`)).toEqual(['assign Distribution', 'to-pool Customer']);
    expect(JSON.parse(log[0]!.detail)).toMatchObject({ assigned: 3, unassigned: 1, strategy: 'interleaved' });
    expect(JSON.parse(log[1]!.detail)).toMatchObject({ count: 1 });
  });

  it('decisions are paged by cursor at the cost of the first page, in both orders', async () => {
    const a = await seller('A');
    await quota(a, 5, 2);
    await pending(5);
    await run();
    for (const sort of ['at', '-at']) {
      const seen: number[] = [];
      for (let cursor = ''; ;) {
        const page = (await call('GET', `assignments?sort=${sort}&pageSize=2${cursor}`)).body;
        expect(page.total).toBe(5);
        seen.push(...page.items.map((x: { id: number }) => x.id));
        if (!page.nextCursor) break;
        cursor = `&cursor=${page.nextCursor}`;
      }
      expect(seen).toEqual([...seen].sort((x, y) => (sort === 'at' ? x - y : y - x)));
      expect(new Set(seen).size).toBe(5);
    }
  });

  it('REQ-E8 whoever lost a customer by a deadline does not get him again by distribution', async () => {
    const [a, b] = [await seller('A'), await seller('B')];
    await quota(a, 5, 5);
    await quota(b, 4, 1);
    const [id] = await pending(1);
    await database.run(
      `INSERT INTO ownership (customerId, staffId, beganBy, beganAt, dealClockOn, endedAt, outcome, barredUntil) VALUES (?, ?, 'distributed', 1, '2026-01-01', 2, 'follow-up-overdue', 8640000000000000)`,
      [id!, a.id],
    );
    await run();
    expect(await owners([id!])).toEqual([b.id]);
  });

  it('a returning customer goes back to his last owner', async () => {
    const [a, b] = [await seller('A'), await seller('B')];
    await quota(a, 5, 5);
    await quota(b, 4, 1);
    const [id] = await pending(1);
    await database.run(
      `INSERT INTO ownership (customerId, staffId, beganBy, beganAt, dealClockOn, endedAt, outcome) VALUES (?, ?, 'distributed', 1, '2026-01-01', 2, 'won')`,
      [id!, b.id],
    );
    await run();
    expect(await owners([id!])).toEqual([b.id]);
    expect((await call('GET', `assignments?customerId=${id}`)).body.items[0].backToOwner).toBe(true);
  });

  it('caps hold: nobody is given more open customers than his quota allows', async () => {
    const a = await seller('A');
    await quota(a, 5, 10, { maxOpen: 3 });
    const ids = await pending(5);
    await run();
    expect((await owners(ids)).filter(Boolean)).toHaveLength(3);
    const [load] = await database.rows<{ openCount: number }>('SELECT openCount FROM holder_load WHERE staffId = ?', [a.id]);
    expect(load!.openCount).toBe(3);
  });

  it('a cap of a department above counts for distribution too', async () => {
    const a = await newStaff(house, { name: 'A', roles: ['salesperson'], departmentCode: 2101, parentCode: 1001 });
    await quota(a, 5, 10);
    const parent = await departmentOf(house, 1001);
    const rule = await call('POST', 'claim-rules', { name: 'departments above', departmentId: parent, maxOpen: 2 });
    expect(rule.status).toBe(201);
    const ids = await pending(4);
    await run();
    expect((await owners(ids)).filter(Boolean)).toHaveLength(2);
    await call('DELETE', `claim-rules/${rule.body.id}`);
  });

  it('REQ-E3 racing runs serve nobody twice and give exactly 50/30/20', async () => {
    const people = [await seller('A'), await seller('B'), await seller('C')];
    for (const [i, n] of [5, 3, 2].entries()) await quota(people[i]!, 9 - i, n);
    const ids = await pending(100);
    await Promise.all([batch(7), run(), batch(13), run()]);
    const got = await owners(ids);
    expect(people.map((p) => got.filter((o) => o === p.id).length)).toEqual([50, 30, 20]);
    const [twice] = await database.rows<{ n: number }>('SELECT COUNT(*) - COUNT(DISTINCT customerId) AS n FROM assignment');
    expect(Number(twice!.n)).toBe(0);
    const fair = (await call('GET', 'fairness')).body;
    expect(fair.items.map((r: { received: number; expected: number }) => [r.received, r.expected])).toEqual([
      [50, 50],
      [30, 30],
      [20, 20],
    ]);
  });

  it('REQ-E1 fairness adds up however many runs there were, of a year at most at once', async () => {
    const a = await seller('A');
    await quota(a, 5, 10);
    const roster = JSON.stringify([
      { staffId: a.id, name: 'A', weight: 5, perRound: 10, round: 1, used: 0, open: 0, maxOpen: null, out: null },
    ]);
    const at = Date.parse('2020-06-01T00:00:00Z');
    for (let from = 0; from < 1200; from += 300)
      await database.run(
        `INSERT INTO distribution_run (at, strategy, assigned, unassigned, roster) VALUES ${Array.from({ length: 300 }, () => '(?, ?, 1, 0, ?)').join(',')}`,
        Array.from({ length: 300 }, (_, i) => [at + from + i, 'interleaved', roster]).flat(),
      );
    const year = await call('GET', 'fairness?from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z');
    expect(year.body.items.find((r: { staffId: number }) => r.staffId === a.id)).toMatchObject({ expected: 1200, received: 0 });
    const tooLong = await call('GET', 'fairness?from=2000-01-01T00:00:00Z');
    expect(tooLong).toMatchObject({ status: 400, body: { errors: [{ path: 'from', code: 'period.too-long' }] } });
    await database.run('DELETE FROM distribution_run WHERE at < ?', [at + 1200]);
  });

  it('REQ-E1 quotas: bad input names every fault, one per person, stale changes are refused, out of reach is not there', async () => {
    const a = await seller('A');
    const bad = await call('POST', 'quotas', { staffId: a.id, weight: 0, perRound: 'x', colour: 'red', filters: { sources: [1] } });
    expect(bad.status).toBe(400);
    expect(bad.body.errors.map((e: { path: string }) => e.path).sort()).toEqual(['colour', 'filters.sources.0', 'perRound', 'weight']);
    const faults = async (method: 'POST' | 'PATCH', path: string, body: object) =>
      (await call(method, path, body)).body.errors.map((e: { path: string; code: string }) => `${e.path} ${e.code}`).sort();
    const filters = { sources: ['baidu', 'badiu'], courseIds: [999_999] };
    const nowhere = ['filters.courseIds.0 reference.unknown', 'filters.sources.1 dictionary.unknown'];
    expect(await faults('POST', 'quotas', { staffId: a.id, weight: 1, perRound: 1, filters })).toEqual(nowhere);
    const made = await quota(a, 5, 2);
    expect(await faults('PATCH', `quotas/${made.id}`, { filters })).toEqual(nowhere);
    expect(await faults('PATCH', `quotas/${made.id}`, { weight: 0, filters })).toEqual([...nowhere, 'weight number.too-small']);
    expect((await call('POST', 'quotas', { staffId: a.id, weight: 1, perRound: 1 })).body.code).toBe('quota.exists');
    expect((await call('PATCH', `quotas/${made.id}`, { weight: 6, version: made.version })).status).toBe(200);
    expect((await call('PATCH', `quotas/${made.id}`, { weight: 7, version: made.version })).body.code).toBe('stale');
    expect((await call('PATCH', `quotas/${made.id}`, { activeFrom: '2026-02-01', activeTo: '2026-01-01' })).body.code).toBe('quota.period');
    expect((await call('POST', 'quotas', { staffId: a.id, weight: 1, perRound: 1 }, a.headers)).status).toBe(403);
    const other = await seller('B');
    expect((await call('GET', `quotas/${made.id}`, undefined, other.headers)).status).toBe(404);
    expect((await call('GET', `quotas/${made.id}`, undefined, a.headers)).status).toBe(200);
    expect((await call('POST', 'run', undefined, a.headers)).status).toBe(403);
    expect((await call('DELETE', `quotas/${made.id}`)).status).toBe(204);
  });
});
