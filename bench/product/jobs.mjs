// Jobs of the product as an operator sees them: started, waited for, looked at.
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseNames, withConnection } from '../database.mjs';
import { EVE } from '../data/people.mjs';
import { fromBuild } from './application.mjs';

const PATIENCE_MS = 300_000;

/** Nothing runs on its own while something is measured: what is asked for runs, and nothing else. */
export async function pauseSchedules(options) {
  const { schedules } = await fromBuild('src/schedules.js');
  await withConnection(databaseNames(options).product, (db) =>
    db.query('INSERT INTO schedule (name, paused, lastSlot, version, updatedAt) VALUES ? ON DUPLICATE KEY UPDATE paused = 1', [
      schedules.map(({ name }) => [name, 1, EVE, 1, EVE]),
    ]),
  );
}

/** Until nothing waits or runs that is due now, so that a round does not pay for what the start left behind. */
export function jobsIdle(options, now) {
  return withConnection(databaseNames(options).product, async (db) => {
    for (let i = 0; i < 600; i++) {
      const [[{ n }]] = await db.query("SELECT COUNT(*) AS n FROM job WHERE state = 'running' OR (state = 'waiting' AND runAt <= ?)", [
        now,
      ]);
      if (n === 0) return;
      await sleep(100);
    }
    throw new Error('jobs of the start do not end');
  });
}

/** @returns the job's result. @throws Error when it failed. */
export function jobDone(options, id, database = databaseNames(options).product) {
  if (!id) throw new Error('no job was started');
  return withConnection(database, async (db) => {
    for (const until = performance.now() + PATIENCE_MS; performance.now() < until; await sleep(20)) {
      const [[job]] = await db.query('SELECT state, error, result FROM job WHERE id = ?', [id]);
      if (job?.state === 'done') return job.result && JSON.parse(job.result);
      if (job?.state === 'failed' || job?.state === 'cancelled' || job?.error) throw new Error(`job ${id} is ${job.state}: ${job.error}`);
    }
    throw new Error(`job ${id} has not ended`);
  });
}

/** What the product maintains beside its rows, against the rows themselves. @returns faults. */
export function faultsOfTotals(options) {
  return withConnection(databaseNames(options).product, async (db) => {
    const [places] = await db.query(`SELECT d, o, SUM(n) AS off FROM (
        SELECT departmentId AS d, ownerId AS o, n FROM customer_count UNION ALL SELECT departmentId, ownerId, n FROM customer_count_delta
        UNION ALL SELECT COALESCE(departmentId, 0), COALESCE(ownerId, 0), -COUNT(*) FROM customer WHERE deletedAt IS NULL GROUP BY 1, 2) t GROUP BY d, o HAVING off <> 0`);
    const [loads] = await db.query(`SELECT s, SUM(n) AS off FROM (SELECT staffId AS s, openCount AS n FROM holder_load
        UNION ALL SELECT ownerId, -COUNT(*) FROM customer WHERE holding = 'owned' AND status = 'open' AND deletedAt IS NULL GROUP BY ownerId) t GROUP BY s HAVING off <> 0`);
    return [...(places.length ? [`${places.length} totals are wrong`] : []), ...(loads.length ? [`${loads.length} loads are wrong`] : [])];
  });
}
