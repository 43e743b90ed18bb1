// W4: everybody in the pool waits for distribution, and goes to 200 salespeople by weight and number a round.
import { databaseNames, withConnection } from '../database.mjs';
import { EVE } from '../data/people.mjs';
import { distributeAtOnce, distributeInBatches, faultOfDistribution } from '../limit/distribute.mjs';
import { jobDone } from '../product/jobs.mjs';
import { toProduct } from '../servers.mjs';
import { byHand, byProduct, turns, withProduct } from './batch.mjs';

const ROUTE = ['post', '/api/distribution/run'];

/** Nobody waits, nobody was given away twice, and no two people are further apart than a round allows. */
function fault(options) {
  return withConnection(databaseNames(options).product, async (db) => {
    const [[r]] = await db.query(
      `SELECT (SELECT COUNT(*) FROM customer WHERE holding = 'pending') AS waiting, COUNT(*) AS given, COUNT(DISTINCT customerId) AS customers FROM assignment`,
    );
    const [[{ apart }]] = await db.query(
      'SELECT MAX(n / q.perRound) - MIN(n / q.perRound) AS apart FROM (SELECT staffId, COUNT(*) AS n FROM assignment GROUP BY staffId) a JOIN quota q USING (staffId)',
    );
    const right = r.waiting === 0 && r.given === options.pool && r.customers === options.pool && apart <= 1;
    return right ? undefined : JSON.stringify({ ...r, apart });
  });
}

export function measureDistribution({ options }) {
  const failed = [];
  const limit = { rows: options.pool, fault: () => faultOfDistribution(options), failed };
  return withProduct(options, { clock: EVE }, async ({ server, tokens, has }) => {
    if (!has(...ROUTE)) return { missing: ROUTE.join(' ') };
    const contestants = [
      byHand(options, 'limit, one statement', { ...limit, run: () => distributeAtOnce(options) }),
      byHand(options, 'limit, 4 workers', { ...limit, run: () => distributeInBatches(options) }),
      byProduct(options, server, {
        rows: options.pool,
        failed,
        fault: () => fault(options),
        prepare: () =>
          withConnection(databaseNames(options).product, (db) =>
            db.query("UPDATE customer SET holding = 'pending' WHERE holding = 'pool'"),
          ),
        run: async () => {
          const { status, text } = await toProduct({ method: 'POST', path: ROUTE[1], authorization: tokens.admin });
          if (status !== 202) throw new Error(`${ROUTE[1]} → ${status} ${text}`);
          return jobDone(options, JSON.parse(text).id);
        },
      }),
    ];
    return turns(contestants, options, failed, ['the 4 workers and ours can be killed anywhere and go on; the one statement starts anew']);
  });
}
