// W1 (a page of my and my department's customers), W1b (search), W2 (record a follow-up): requests a second under wrk.
import { settle } from '../data/snapshot.mjs';
import { databasePid } from '../database.mjs';
import { sendLoad } from '../load/load.mjs';
import { cpuMs } from '../measured-process.mjs';
import { PORTS } from '../places.mjs';
import { takeTurns } from '../rounds.mjs';
import { toLimit, toProduct } from '../servers.mjs';
import { ASKED, customersToCall, prepare, searchers } from './requests.mjs';

const ROUTES = { W1: ['get', '/api/customers'], W1b: ['get', '/api/customers'], W2: ['post', '/api/interactions'] };
/** Both are compiled and cached by then. */
const WARM_UP_SECONDS = 6;
const COMPARED = 60;

/** @returns `{ lines, notes }`, or `{ missing }` when the product has no such route. */
export async function measureHttp(unit, { options, servers, tokens, has }) {
  if (!has(...ROUTES[unit])) return { missing: ROUTES[unit].join(' ') };
  const asked = ASKED[unit];
  const customers = await customersToCall(options);
  const { alike, anyPart } = unit === 'W1b' ? await searchers(options) : { anyPart: [] };
  const people = alike?.length ? alike : undefined;
  const limit = (name, ask) => ({
    name,
    server: servers.limit,
    port: PORTS.limit,
    requests: prepare(ask, tokens.limit, customers, people),
  });
  const product = (name, by) => ({
    name,
    server: servers.product,
    port: PORTS.product,
    requests: prepare(asked.product, tokens.product, customers, by),
  });
  const sides = [
    ...(asked.known ? [limit('limit, count known', asked.known)] : []),
    limit(asked.known ? 'limit, counting' : 'limit', asked.limit),
    product('ours', people),
    ...(people && anyPart.length ? [product('ours, any part of a name', anyPart)] : []),
  ];
  const notes = await compare(unit, sides[0].requests, sides.find((side) => side.name === 'ours').requests);
  for (const side of sides) await sendLoad(side.port, side.requests, { seconds: WARM_UP_SECONDS, connections: options.connections });
  await settle();
  await servers.product.reset();
  const lines = await takeTurns(
    sides.map((side) => ({ name: side.name, measure: () => measure(side, options) })),
    options.rounds,
  );
  const { peakMB, blockedMs } = await servers.product.figures();
  const failed = lines.filter((line) => line.errors > 0).map((line) => `${line.name}: ${line.errors} answers were no success`);
  return { lines: lines.map((line) => (line.name === 'ours' ? { ...line, peakMB, blockedMs } : line)), notes, failed };
}

async function measure({ server, port, requests }, { seconds, connections }) {
  const [app, database] = [cpuMs(server.pid), cpuMs(databasePid())];
  const result = await sendLoad(port, requests, { seconds, connections });
  const each = (from, pid) => (cpuMs(pid) - from) / Math.max(1, result.requests);
  return {
    rate: result.rate,
    p50: result.p50,
    p99: result.p99,
    appCpuMs: each(app, server.pid),
    databaseCpuMs: each(database, databasePid()),
    errors: result.errors,
  };
}

/** The same questions to both: statuses must be good; where totals or rows differ, the first such question is told. */
async function compare(unit, limit, product) {
  const notes = [];
  let differing = 0;
  for (let i = 0; i < COMPARED; i++) {
    const [a, b] = [await toLimit(limit[i]), await toProduct(product[i])];
    if (a.status >= 300 || b.status >= 300)
      throw new Error(`${unit}: ${limit[i].path} → ${a.status}, ${product[i].path} → ${b.status} ${b.text.slice(0, 300)}`);
    if (unit === 'W2') continue;
    const [x, y] = [JSON.parse(a.text), JSON.parse(b.text)];
    const same = x.total === y.total && x.items.map((row) => row.id).join() === y.items.map((row) => row.id).join();
    if (!same && !differing++) {
      const ids = (list) =>
        list.items
          .slice(0, 3)
          .map((row) => row.id)
          .join(' ');
      notes.push(`first difference: ${decodeURIComponent(product[i].path)}: limit ${x.total} (${ids(x)} …), ours ${y.total} (${ids(y)} …)`);
    }
  }
  notes.unshift(
    unit === 'W2' ? `${COMPARED} requests answered alike` : `${COMPARED - differing} of ${COMPARED} answers have the same total and rows`,
  );
  return notes;
}
