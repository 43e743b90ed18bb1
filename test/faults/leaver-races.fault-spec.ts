import { setTimeout as sleep } from 'node:timers/promises';
import { DistributionRunService } from '../../src/modules/distribution/assignment/distribution-run.service.js';
import { Database } from '../../src/platform/database/database.js';
import { STACK, startApp, type TestApp } from '../app.js';
import { newCustomers, ownedCustomers, setTime } from '../builders/held-customers.js';
import { newStaff } from '../staff.js';

type Person = Awaited<ReturnType<typeof newStaff>>;

const ROUNDS = STACK === 'mysql' ? 24 : 6;

describe('leaving while customers come', () => {
  let house: TestApp;
  let other: TestApp;
  let [admin, colleague]: Person[] = [];
  const database = () => house.app.get(Database, { strict: false });

  beforeAll(async () => {
    house = await startApp(STACK === 'mysql' ? { ROLE: 'web' } : {});
    // a second process on MariaDB; on SQLite there is one
    other = STACK === 'mysql' ? await startApp({ ROLE: 'web' }, house.world) : house;
    for (const app of [house, other]) setTime(app, '2026-03-02 10:00');
    admin = await newStaff(house, { roles: ['administrator'] });
    colleague = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
  });
  afterAll(async () => {
    if (other !== house) await other.close();
    await house.close();
  });

  let calls = 0;
  const post = async (url: string, who: Person, payload: object = {}, headers: Record<string, string> = {}) => {
    const { app } = calls++ % 2 ? house : other;
    const answer = await app.inject({ method: 'POST', url: `/api${url}`, headers: { ...who.headers, ...headers }, payload });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown> & { id: number }>() };
  };
  /** By every way on which somebody comes by customers. */
  const ways = async (leaver: Person, heir: Person, round: number) => {
    const pool = await newCustomers(house, 8, { holding: 'pool' });
    const [moved, assigned] = await ownedCustomers(house, colleague!.id, 2);
    const [restored] = await ownedCustomers(house, leaver.id, 1);
    await database().run('UPDATE customer SET email = NULL WHERE id = ?', [restored!]);
    await house.app.inject({ method: 'DELETE', url: `/api/customers/${restored}`, headers: admin!.headers });
    const [merged, kept] = await ownedCustomers(house, leaver.id, 2);
    const merge = await post(`/customers/${kept}/merge`, admin!, { otherId: merged });
    const [lost] = await ownedCustomers(house, leaver.id, 1);
    await post(`/customers/${lost}/lose`, admin!, { reason: 'no interest' });
    await newCustomers(house, 3);
    await post('/distribution/quotas', admin!, { staffId: leaver.id, weight: 9, perRound: 9 });
    const toStaffId = leaver.id;
    const keyed = { 'idempotency-key': `leave-${round}` };
    return {
      deactivate: async () => {
        await sleep(Math.random() * 30);
        const handOver = round % 2 ? { to: heir.id } : { toPool: true };
        return post(`/staff/${leaver.id}/deactivate`, admin!, { handOver }, round % 4 < 2 ? {} : keyed);
      },
      claims: pool.slice(0, 5).map((id) => () => post(`/pool/${id}/claim`, leaver)),
      others: [
        () => post('/pool/claim', leaver, { customerIds: pool.slice(5) }, { 'idempotency-key': `claim-${round}` }),
        () => post(`/customers/${moved}/transfer`, admin!, { toStaffId }),
        () => post('/customers/assign', admin!, { toStaffId, customerIds: [assigned] }),
        () => post('/customers', admin!, { name: 'For him', assignToId: leaver.id }),
        () => post('/customers', leaver, { name: 'His own' }),
        () => post(`/customers/${restored}/restore`, admin!),
        () => post(`/customers/${kept}/merge/undo`, admin!, { mergeId: merge.body['mergeId'] }),
        () => post(`/customers/${lost}/reopen`, admin!),
      ],
      distribute: () => other.app.get(DistributionRunService, { strict: false }).run(),
    };
  };

  it(`REQ-A13 REQ-E9 who leaves has no open customer afterwards, whatever came to him in that moment, in each of ${ROUNDS} rounds`, async () => {
    const heard = new Set<string>();
    for (let round = 0; round < ROUNDS; round++) {
      const [leaver, heir] = [
        await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 }),
        await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 }),
      ];
      const { deactivate, claims, others, distribute } = await ways(leaver, heir, round);
      const [left, ...answers] = await Promise.all([deactivate(), ...[...claims, ...others].map((way) => way()), distribute()]);
      expect([round, left]).toMatchObject([round, { status: 200 }]);
      for (const answer of answers)
        if (answer && 'status' in answer) heard.add(`${answer.status} ${String(answer.body['code'] ?? '')}`.trim());
      const his = await database().rows(
        `SELECT c.id, o.beganBy FROM customer c LEFT JOIN ownership o ON o.openCustomerId = c.id WHERE c.ownerId = ? AND c.status = 'open' AND c.deletedAt IS NULL`,
        [leaver.id],
      );
      expect([round, his]).toEqual([round, []]);
      const [load] = await database().rows<{ openCount: number }>('SELECT openCount FROM holder_load WHERE staffId = ?', [leaver.id]);
      expect(load?.openCount ?? 0).toBe(0);
      const untrue = await database().rows(
        `SELECT a.customerId FROM assignment a WHERE a.staffId = ? AND NOT EXISTS
           (SELECT 1 FROM ownership o WHERE o.customerId = a.customerId AND o.staffId = a.staffId AND o.beganBy = 'distributed')`,
        [leaver.id],
      );
      expect([round, untrue]).toEqual([round, []]);
    }
    // nobody hears of a cap
    expect([...heard].filter((one) => !['200', '201', '409 customer.assignee-inactive', '401 auth.required'].includes(one))).toEqual([]);
  }, 120_000);
});
