import { setTimeout as sleep } from 'node:timers/promises';
import { newStaff } from '../../staff.js';
import { Client } from '../support/client.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { OwnDatabase } from '../support/own-database.js';
import { Stage } from '../support/stage.js';

const BREAKS = 10;
const SELLERS = 8;

interface Made {
  id: number;
}

/** Milliseconds, longer than any of these faults lasts; a try that has failed keeps nobody from the next one for the half minute of a dead process. */
const PATIENCE = 20_000;

/** Sends under its Idempotency-Key until there is an answer that stands. @returns it. */
async function insist<T>(client: Client, path: string, payload: object, key: string, refused: Map<number, number>): Promise<T> {
  for (const from = performance.now(); performance.now() - from < PATIENCE;) {
    const answer = await client.call<T & { code?: string }>('POST', path, payload, { 'idempotency-key': key }, 20_000);
    if (answer?.status === 201) return answer.body;
    if (answer) refused.set(answer.status, (refused.get(answer.status) ?? 0) + 1);
    // another try of the same request may be under way still
    if (answer && answer.status !== 503 && answer.body.code !== 'idempotency.in-flight')
      throw new Error(`${path} ${key}: ${JSON.stringify(answer)}`);
    await sleep(100);
  }
  throw new Error(`${path} ${key}: no answer that stands`);
}

describe('the database goes away under load', () => {
  let server: OwnDatabase;
  let proxy: FaultProxy;
  let stage: Stage;
  beforeAll(async () => {
    server = await OwnDatabase.make();
  });
  beforeEach(async () => {
    await server.empty();
    proxy = await FaultProxy.before(server.port);
    stage = await Stage.make({ DATABASE_URL: server.url(proxy.port) });
  });
  afterEach(async () => {
    proxy.set('pass');
    await stage.close();
    await proxy.close();
  });
  afterAll(() => server.remove());

  const faults = {
    'is killed and started again': async () => {
      await server.kill();
      await sleep(Math.random() * 400);
      await server.up();
    },
    'loses every connection in the midst of transactions': () => Promise.resolve(proxy.cut()),
    'takes what it is told, and says nothing for a while': async () => {
      proxy.set('hang');
      await sleep(1500);
      proxy.set('pass');
      proxy.cut();
    },
  };

  it.each(Object.entries(faults))(
    `REQ-SY7 it %s ${BREAKS} times: what was answered is there once, refusals are 503, and no process needs help`,
    async (_name, fault) => {
      const seller = await stage.prepare((house) => newStaff(house, { roles: ['salesperson'], departmentCode: 1001 }));
      const web = await stage.start({ role: 'web' });
      const worker = await stage.start({ role: 'worker' });
      const client = new Client(() => web.address, seller.headers);
      let going = true;
      const refused = new Map<number, number>();
      const made: number[] = [];
      const selling = Array.from({ length: SELLERS }, async (_, line) => {
        for (let n = 0; going; n++) {
          const key = `${line}-${n}`;
          const phone = `138${line}${String(n).padStart(7, '0')}`;
          const { id } = await insist<Made>(client, '/api/customers', { type: 'person', name: `Person ${key}`, phone }, key, refused);
          made.push(id);
          const said = { customerId: id, kind: 'call', summary: key };
          await insist<Made>(client, '/api/interactions', said, `said-${key}`, refused);
        }
      });
      // a failure of the test's own ends it, not only the selling
      const sold = Promise.all(selling);
      sold.catch(() => (going = false));
      for (let i = 0; i < BREAKS && going; i++) {
        const before = made.length;
        await sleep(150 + Math.random() * 200);
        await fault();
        await stage.until(
          () => Promise.resolve(made.length),
          (n) => n > before || !going,
          60,
        );
      }
      going = false;
      await sold;
      expect([web.running, worker.running]).toEqual([true, true]);
      expect(new Set(made).size).toBe(made.length);
      const counts = {
        customers: 'SELECT COUNT(*) FROM customer',
        ownerships: 'SELECT COUNT(DISTINCT openCustomerId) FROM ownership WHERE endedAt IS NULL',
        counted: 'SELECT openCount FROM holder_load',
        'follow-ups': 'SELECT COUNT(*) FROM interaction',
        'customers followed up': 'SELECT COUNT(DISTINCT customerId) FROM interaction',
        logged: "SELECT COUNT(*) FROM audit_entry WHERE subject = 'Customer' AND action = 'create'",
        totalled: 'SELECT SUM(n) FROM (SELECT n FROM customer_count UNION ALL SELECT n FROM customer_count_delta) t',
      };
      for (const [what, sql] of Object.entries(counts)) expect([what, await stage.sql.number(sql)]).toEqual([what, made.length]);
      // else nothing was tried
      expect(refused.get(503) ?? 0).toBeGreaterThan(0);
    },
    240_000,
  );
});
