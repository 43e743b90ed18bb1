import { AssignmentService } from '../../src/modules/distribution/assignment/assignment.service.js';
import { START } from '../../src/modules/distribution/assignment/assignment.repository.js';
import { DistributionRunService } from '../../src/modules/distribution/assignment/distribution-run.service.js';
import { BusinessTime } from '../../src/platform/context/business-time.js';
import { Clock } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { startApp, type TestApp } from '../app.js';
import { newCustomers } from '../builders/held-customers.js';
import { forgetCustomers } from '../clean.js';
import { type AuthHeaders, newStaff, signIn } from '../staff.js';

interface Person {
  id: number;
  headers: AuthHeaders;
}

describe('orders of distribution by share and by load', () => {
  let house: TestApp;
  let admin: AuthHeaders;
  let database: Database;

  beforeAll(async () => {
    house = await startApp();
    admin = await signIn(house);
    database = house.app.get(Database, { strict: false });
  });
  afterEach(() => forgetCustomers(house));
  afterAll(() => house.close());

  const call = async (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object, headers = admin) => {
    const answer = await house.app.inject({ method, url: `/api/${url}`, headers, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: answer.body ? answer.json() : null };
  };
  const order = async (value: string) => expect((await call('PATCH', 'settings/distribution.strategy', { value })).status, value).toBe(200);
  const seller = (name: string): Promise<Person> => newStaff(house, { name, roles: ['salesperson'], departmentCode: 1001 });
  const quota = async (person: Person, weight: number, more: object = {}) =>
    (await call('POST', 'distribution/quotas', { staffId: person.id, weight, perRound: 1, ...more })).body;
  const run = () => house.app.get(DistributionRunService, { strict: false }).run();
  const batch = (limit: number) => house.app.get(AssignmentService, { strict: false }).batch(START, limit);
  /** The names of those who received, in the order in which it was decided. */
  const received = async () =>
    (await database.rows<{ name: string }>('SELECT s.name FROM assignment a JOIN staff s ON s.id = a.staffId ORDER BY a.id')).map(
      (r) => r.name,
    );

  it('REQ-E2 REQ-E3 smooth-weighted spreads shares evenly, goes on after each batch, and floods neither newcomers nor who comes back', async () => {
    await order('smooth-weighted');
    const [a, b, c] = [await seller('A'), await seller('B'), await seller('C')];
    await quota(a, 5);
    await quota(b, 3);
    await quota(c, 2);
    await newCustomers(house, 13);
    await batch(4);
    await batch(1);
    await run();
    expect((await received()).join(' ')).toBe('A B C A A B A C B A A B C');
    const d = await seller('D');
    await quota(d, 10);
    const today = house.app.get(BusinessTime, { strict: false }).dayOf(house.app.get(Clock, { strict: false }).now());
    await database.run('INSERT INTO staff_leave (staffId, fromDay, toDay, version, createdAt, updatedAt) VALUES (?, ?, ?, 1, 1, 1)', [
      b.id,
      today,
      today,
    ]);
    await newCustomers(house, 17);
    await run();
    await database.run('DELETE FROM staff_leave WHERE staffId = ?', [b.id]);
    await newCustomers(house, 20);
    const before = (await received()).length;
    await run();
    const last = (await received()).slice(before);
    expect(['A', 'B', 'C', 'D'].map((name) => last.filter((n) => n === name).length)).toEqual([5, 3, 2, 10]);
    const round = (await call('GET', 'distribution/rounds/current')).body;
    expect(round.line).toHaveLength(20);
    expect(round).toMatchObject({ strategy: 'smooth-weighted', strategyText: expect.stringContaining('权重') });
    const fair = (await call('GET', 'distribution/fairness')).body;
    for (const row of fair.items) expect(Math.abs(row.difference), row.staffName).toBeLessThan(2);
  });

  it('REQ-E4 a weight changed in mid-round holds from the next one, or now if asked', async () => {
    await order('smooth-weighted');
    const [a, b] = [await seller('A'), await seller('B')];
    const qa = await quota(a, 4);
    await quota(b, 4);
    await newCustomers(house, 2);
    await run();
    await call('PATCH', `distribution/quotas/${qa.id}`, { weight: 1 });
    const weightOf = async () =>
      (await call('GET', 'distribution/rounds/current')).body.roster.find((m: { staffId: number }) => m.staffId === a.id);
    expect(await weightOf()).toMatchObject({ weight: 4, round: 1, used: 1 });
    await call('PATCH', `distribution/quotas/${qa.id}`, { applyNow: true });
    expect(await weightOf()).toMatchObject({ weight: 1, round: 2, used: 0 });
  });

  it('REQ-E2 REQ-E5 least-open evens out loads, ties go to who has waited longest, and the owner reads how many he held', async () => {
    await order('least-open');
    const [a, b] = [await seller('A'), await seller('B')];
    await quota(a, 9);
    await quota(b, 1);
    for (let i = 0; i < 3; i++) await call('POST', 'customers', { name: `Held ${i}` }, a.headers);
    await newCustomers(house, 7);
    await run();
    const held = await database.rows<{ staffId: number; openCount: number }>('SELECT staffId, openCount FROM holder_load ORDER BY staffId');
    expect(held.filter((h) => [a.id, b.id].includes(h.staffId)).map((h) => h.openCount)).toEqual([5, 5]);
    expect((await received()).join(' ')).toBe('B B B A B A B');

    const [first] = (await call('GET', `distribution/assignments?staffId=${b.id}&sort=at`, undefined, b.headers)).body.items;
    expect(first).toMatchObject({ round: null, position: null, perRound: null, heldBefore: 0, strategy: 'least-open' });
    const why = (await call('GET', `distribution/assignments/${first.id}`, undefined, { ...b.headers, 'accept-language': 'en' })).body;
    expect(why.explanation).toContain('who held 0 open customers then, the fewest');
    const round = (await call('GET', 'distribution/rounds/current')).body;
    expect([round.round, round.line.length]).toEqual([0, 20]);
    const fair = (await call('GET', 'distribution/fairness')).body.items;
    expect(fair.map((f: { staffName: string; difference: number }) => f.difference)).toEqual([0, 0]);

    await newCustomers(house, 4);
    expect((await call('POST', 'distribution/preview', { strategy: 'blocks' })).body.totals).toEqual([
      { staffId: a.id, staffName: 'A', n: 2 },
      { staffId: b.id, staffName: 'B', n: 2 },
    ]);
    const bad = await call('POST', 'distribution/preview', { strategy: 'by-name', colour: 1 });
    expect(bad.body.errors.map((e: { path: string }) => e.path).sort()).toEqual(['colour', 'strategy']);
  });
});
