import { once } from 'node:events';
import { join } from 'node:path';
import { CustomerTotals } from '../../src/modules/customers/ownership/totals.js';
import { Clock } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { STACK, startApp, type World } from '../app.js';
import { bulkOwned, reclaimAll, setTime } from '../builders/held-customers.js';
import { migratedWorld } from '../migrated.js';
import { newStaff } from '../staff.js';
import { startChild } from './support/child.js';

describe('a reclaim that is killed', () => {
  let world: World;
  beforeAll(async () => {
    world = await migratedWorld(STACK === 'mysql' ? {} : { SQLITE_PATH: '' });
    if (STACK !== 'mysql') world.env['SQLITE_PATH'] = join(world.env['DATA_DIR']!, 'reclaim.sqlite');
  });
  afterAll(() => world.close());

  it('REQ-E6 10,000 due customers are reclaimed once each though the process is killed in the middle', async () => {
    const first = await startApp({}, world);
    setTime(first, '2026-03-02 10:00');
    const owners = [await newStaff(first, { departmentCode: 1001 }), await newStaff(first, { departmentCode: 1002 })];
    await bulkOwned(
      first,
      owners.map((o) => o.id),
      10_000,
    );
    setTime(first, '2026-03-06 00:00:30');
    const now = first.app.get(Clock).now();
    await first.close();

    const { child, said } = await startChild('reclaim-child', { env: world.env, now });
    child.stdout!.on('data', () => said().includes('4000') && child.kill('SIGKILL'));
    await once(child, 'exit');
    expect(said()).toContain('2000\n');
    expect(said()).not.toContain('end');

    const again = await startApp({}, world);
    try {
      again.app.get(Clock).set(now + 60_000);
      const database = again.app.get(Database, { strict: false });
      const [left] = await database.rows<{ n: number }>('SELECT COUNT(*) AS n FROM customer WHERE reclaimAt IS NOT NULL');
      expect(Number(left!.n)).toBeGreaterThan(0);
      expect(Number(left!.n)).toBeLessThan(10_000);
      await reclaimAll(again, now + 60_000); // the rows of the dead are held until the server misses them
      const [sum] = await database.rows<Record<string, number>>(
        `SELECT (SELECT COUNT(*) FROM customer WHERE holding = 'pool' AND ownerId IS NULL) AS pooled, (SELECT COUNT(*) FROM ownership WHERE outcome = 'follow-up-overdue') AS ended,
                (SELECT COUNT(DISTINCT customerId) FROM ownership WHERE outcome = 'follow-up-overdue') AS customers, (SELECT COUNT(*) FROM ownership) AS all_rows,
                (SELECT SUM(openCount) FROM holder_load) AS held`,
      );
      expect(Object.values(sum!).map(Number)).toEqual([10_000, 10_000, 10_000, 10_000, 0]);
      expect(await again.app.get(CustomerTotals, { strict: false }).total({ ownerId: null })).toBe(10_000);
      // every batch left its entry in the log with what it did
      const entries = await database.rows<{ detail: string }>(`SELECT detail FROM audit_entry WHERE action = 'reclaim'`);
      expect(entries.map((e) => (JSON.parse(e.detail) as { count: number }).count).reduce((a, b) => a + b, 0)).toBe(10_000);
    } finally {
      await again.close();
    }
  }, 120_000);
});
