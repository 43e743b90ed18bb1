import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { Database } from '../../src/platform/database/database.js';
import { lockOf } from '../../src/platform/database/guard-data-source.js';
import { startApp, STACK, type TestApp, type World } from '../app.js';
import { migratedWorld } from '../migrated.js';
import { headersOf, setTime } from '../builders/held-customers.js';
import { Importer } from '../imports.js';
import { newStaff } from '../staff.js';

const MANY = 12_000;
const ROWS = 6_000;

/**
 * While a big job runs the web answers. On SQLite everybody shares one connection: a job holds it for a batch at a time, and a request
 * waits for at most one of them.
 */
describe(`requests during big jobs on ${STACK}`, () => {
  let house: TestApp;
  let world: World;
  let admin: { id: number };
  const holds: number[] = [];

  beforeAll(async () => {
    world = await migratedWorld();
    // jobs in this process, whose clock the test moves
    house = await startApp(STACK === 'sqlite' ? { SQLITE_PATH: join(world.env['DATA_DIR']!, 'tide.sqlite') } : { ROLE: 'all' }, world);
    setTime(house, '2026-03-02 10:00');
    admin = await newStaff(house, { roles: ['administrator', 'operations'] });
    const headers = await headersOf(house, admin.id);
    for (let i = 0; i < 4; i++) {
      const { id: staffId } = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
      await house.app.inject({ method: 'POST', url: '/api/distribution/quotas', headers, payload: { staffId, weight: 1, perRound: 1 } });
    }
    measureHolds();
  });
  afterAll(async () => {
    await house.close();
    await world.close();
  });

  const database = () => house.app.get(Database, { strict: false });
  const call = async (method: 'GET' | 'POST' | 'PATCH', path: string, payload?: object) => {
    const headers = await headersOf(house, admin.id);
    return (await house.app.inject({ method, url: `/api${path}`, headers, ...(payload ? { payload } : {}) })).json();
  };

  /** How long each holder of the one connection had it. */
  function measureHolds(): void {
    const lock = lockOf(house.app.get(DataSource, { strict: false }));
    if (!lock) return;
    const { acquire, free } = lock;
    let since = 0;
    lock.acquire = async (...args) => {
      await acquire.apply(lock, args);
      since = performance.now();
    };
    lock.free = (who) => {
      const held = performance.now() - since;
      if (lock.held) holds.push(held);
      free.call(lock, who);
    };
  }

  const ended = async (jobId: number): Promise<Record<string, unknown>> => {
    for (;;) {
      const [job] = await database().rows<{ state: string; result: string }>('SELECT state, result FROM job WHERE id = ?', [jobId]);
      if (job && !['waiting', 'running'].includes(job.state)) {
        expect(job.state).toBe('done');
        return JSON.parse(job.result) as Record<string, unknown>;
      }
      await new Promise((done) => setTimeout(done, 25));
    }
  };

  /** Looks at a list again and again until the work is done. @returns how long each look took, and the work. */
  async function lookingDuring(work: () => Promise<unknown>): Promise<{ waits: number[]; took: number; longestHold: number }> {
    const headers = await headersOf(house, admin.id);
    const waits: number[] = [];
    holds.length = 0;
    let going = true;
    const looking = (async () => {
      while (going) {
        const from = performance.now();
        expect((await house.app.inject({ url: '/api/campuses', headers })).statusCode).toBe(200);
        waits.push(performance.now() - from);
        await new Promise((done) => setTimeout(done, 2));
      }
    })();
    const from = performance.now();
    await work().finally(() => (going = false));
    const took = performance.now() - from;
    await looking;
    return { waits, took, longestHold: Math.max(0, ...holds) };
  }

  const prove = ({ waits, took, longestHold }: Awaited<ReturnType<typeof lookingDuring>>) => {
    const longest = Math.max(...waits);
    expect(waits.length).toBeGreaterThan(3);
    expect(longest).toBeLessThan(2_000);
    if (STACK !== 'sqlite') return;
    // one batch, and what the machine itself is busy with
    expect(longest).toBeLessThan(2 * longestHold + 250);
    expect(longestHold).toBeLessThan(took / 3);
  };

  it(`REQ-SY7 an import of ${ROWS} rows`, async () => {
    const lines = Array.from({ length: ROWS }, (_, i) => `客户${i},138${String(i).padStart(8, '0')},标签${i % 50}`);
    const importer = new Importer(house, await headersOf(house, admin.id));
    prove(
      await lookingDuring(async () => {
        const { id } = await importer.start(`姓名,电话,标签\n${lines.join('\n')}\n`, { distribute: 'false' });
        const { jobId } = await importer.get<{ jobId: number }>(String(id));
        await ended(jobId);
        expect(await importer.get(String(id))).toMatchObject({ state: 'done', created: ROWS });
      }),
    );
  }, 60_000);

  it(`REQ-SY7 a run of distribution over ${MANY} customers, and then the deadline of all of them`, async () => {
    await database().transaction(async () => {
      for (let from = 0; from < MANY; from += 2000)
        await database().run(
          `INSERT INTO customer (type, name, status, doNotCall, doNotMail, holding, holdingSince, warnedSteps, createdAt, updatedAt, version) VALUES ${Array(2000).fill("('person', 'C', 'open', 0, 0, 'pending', 1, 0, 1, 1, 1)").join(',')}`,
        );
    });
    prove(
      await lookingDuring(async () => {
        const { jobId } = await call('POST', '/schedules/distribution.run/run');
        expect(await ended(jobId)).toMatchObject({ assigned: MANY + ROWS });
      }),
    );
    setTime(house, '2026-03-06 09:00');
    await database().run('UPDATE schedule SET lastSlot = ?', [Date.parse('2026-03-06T01:00:00Z')]);
    prove(
      await lookingDuring(async () => {
        const { jobId } = await call('POST', '/schedules/distribution.reclaim/run');
        await ended(jobId);
        expect(await database().rows("SELECT id FROM customer WHERE holding = 'owned' LIMIT 1")).toEqual([]);
      }),
    );
  }, 120_000);

  it('REQ-D35 emptying the recycle bin', async () => {
    await database().run('UPDATE customer SET deletedAt = 1, phoneKey = NULL WHERE id <= 4000');
    prove(
      await lookingDuring(async () => {
        const { jobId } = await call('POST', '/schedules/customers.empty-bin/run');
        expect((await ended(jobId))['removed']).toBeGreaterThan(2000);
      }),
    );
  }, 120_000);
});
