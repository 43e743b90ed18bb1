// W5: midnight. A tenth of the owned customers is overdue and goes to the pool.
import { databaseNames, withConnection } from '../database.mjs';
import { DUE_AT } from '../data/people.mjs';
import { countDue, faultOfReclaim, reclaimAtOnce, reclaimInBatches } from '../limit/reclaim.mjs';
import { jobDone } from '../product/jobs.mjs';
import { toProduct } from '../servers.mjs';
import { byHand, byProduct, turns, withProduct } from './batch.mjs';

const ROUTE = ['post', '/api/schedules/{name}/run'];
const SCHEDULE = 'distribution.reclaim';
const MIDNIGHT = DUE_AT;

const dueInProduct = (options) =>
  withConnection(
    databaseNames(options).product,
    async (db) => (await db.query(`SELECT COUNT(*) AS n FROM customer WHERE reclaimAt <= ${DUE_AT} AND holding = 'owned'`))[0][0].n,
  );

/** Nobody due is left, and each ended once, as overdue. */
async function fault(options, due) {
  const left = await dueInProduct(options);
  return withConnection(databaseNames(options).product, async (db) => {
    const [[{ n }]] = await db.query(
      `SELECT COUNT(DISTINCT customerId) AS n FROM ownership WHERE outcome IN ('follow-up-overdue', 'deal-overdue') AND endedAt >= ${MIDNIGHT} AND barredUntil IS NOT NULL`,
    );
    return left === 0 && n === due ? undefined : JSON.stringify({ left, reclaimed: n, due });
  });
}

export function measureReclaim({ options }) {
  const failed = [];
  return withProduct(options, { clock: MIDNIGHT }, async ({ server, tokens, has }) => {
    if (!has(...ROUTE)) return { missing: ROUTE.join(' ') };
    const due = await countDue(options);
    const ours = await dueInProduct(options);
    if (due !== ours) failed.push(`limit has ${due} due customers, ours ${ours}`);
    const limit = { rows: due, fault: () => faultOfReclaim(options, due), failed };
    const contestants = [
      byHand(options, 'limit, one transaction', { ...limit, run: () => reclaimAtOnce(options) }),
      byHand(options, 'limit, batches of 5,000', { ...limit, run: () => reclaimInBatches(options) }),
      byProduct(options, server, {
        rows: due,
        failed,
        fault: () => fault(options, due),
        run: async () => {
          const { status, text } = await toProduct({
            method: 'POST',
            path: ROUTE[1].replace('{name}', SCHEDULE),
            authorization: tokens.admin,
          });
          if (status >= 300) throw new Error(`${ROUTE[1]} → ${status} ${text}`);
          return jobDone(options, JSON.parse(text).jobId);
        },
      }),
    ];
    return turns(contestants, options, failed, [`${due} customers due`]);
  });
}
