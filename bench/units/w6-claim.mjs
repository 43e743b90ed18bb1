// W6: 50 salespeople reach for the same pool customer, wave after wave. Exactly one may win each.
import { databaseNames, databasePid, withConnection } from '../database.mjs';
import { restoreState, settle } from '../data/snapshot.mjs';
import { cpuMs } from '../measured-process.mjs';
import { takeTurns } from '../rounds.mjs';
import { toLimit, toProduct } from '../servers.mjs';

const CALLERS = 50;
const MEMORY = {
  limit:
    'SELECT COUNT(*) AS n FROM (SELECT customer_id FROM distribution WHERE customer_id IN (?) GROUP BY customer_id HAVING COUNT(*) = 1) x',
  product:
    "SELECT COUNT(*) AS n FROM (SELECT customerId FROM ownership WHERE customerId IN (?) AND beganBy = 'claimed' GROUP BY customerId HAVING COUNT(*) = 1) x",
};

export async function measureClaims({ options, servers, tokens, has }) {
  if (!has('post', '/api/pool/{id}/claim') && !has('post', '/api/pool/{customerId}/claim')) return { missing: 'post /api/pool/:id/claim' };
  const names = databaseNames(options);
  const failed = [];
  let next = options.customers + 1;
  const side = (name, server, ask, path, kept) => ({
    name,
    measure: async () => {
      const ids = Array.from({ length: options.waves }, () => next++);
      const [app, database, from] = [cpuMs(server.pid), cpuMs(databasePid()), performance.now()];
      const wrong = { several: 0, none: 0, other: 0 };
      for (const id of ids) {
        const answers = await Promise.all(
          Array.from({ length: CALLERS }, (_, i) => ask({ method: 'POST', path: path(id), authorization: tokens[kept].get(i + 1) })),
        );
        const won = answers.filter((a) => a.status === 200).length;
        if (won > 1) wrong.several++;
        if (won === 0) wrong.none++;
        wrong.other += answers.filter((a) => a.status !== 200 && a.status !== 409).length;
      }
      const seconds = (performance.now() - from) / 1000;
      const [[{ n }]] = await withConnection(names[kept], (db) => db.query(MEMORY[kept], [ids]));
      if (wrong.several || wrong.none || wrong.other || n !== ids.length)
        failed.push(`${name}: ${JSON.stringify({ ...wrong, recordedOnce: n, waves: ids.length })}`);
      const each = (begin, pid) => (cpuMs(pid) - begin) / ids.length;
      return { rate: ids.length / seconds, appCpuMs: each(app, server.pid), databaseCpuMs: each(database, databasePid()) };
    },
  });
  const sides = [
    side('limit', servers.limit, toLimit, (id) => `/claims/${id}`, 'limit'),
    side('ours', servers.product, toProduct, (id) => `/api/pool/${id}/claim`, 'product'),
  ];
  for (const { measure } of sides) await measure();
  await settle();
  await servers.product.reset();
  const lines = await takeTurns(sides, options.rounds);
  const { peakMB, blockedMs } = await servers.product.figures();
  for (const name of Object.values(names)) await restoreState(name);
  return {
    lines: lines.map((line) => (line.name === 'ours' ? { ...line, peakMB, blockedMs } : line)),
    notes: [`${CALLERS} callers, ${options.waves} customers a round`],
    failed,
  };
}
