// The two HTTP servers side by side, on the same database server, with the same clock.
import { Agent } from 'node:http';
import { fileURLToPath } from 'node:url';
import { clearRedis, databaseNames } from './database.mjs';
import { departmentOf, EVE, SALESPEOPLE } from './data/people.mjs';
import { send } from './load/load.mjs';
import { MeasuredProcess } from './measured-process.mjs';
import { PORTS } from './places.mjs';
import { environment, main, nodeFlags } from './product/application.mjs';
import { signInAll } from './product/sign-in.mjs';
import { signToken } from './tokens.mjs';

const LIMIT_SECRET = 'limit';
const LIMIT_SERVER = fileURLToPath(new URL('limit/server.mjs', import.meta.url));

export function limitTokens() {
  const exp = Math.floor(EVE / 1000) + 30 * 24 * 3600;
  const sign = (sub) => `Bearer ${signToken({ sub, dept: departmentOf(sub), role: 'sales', exp }, LIMIT_SECRET)}`;
  return new Map(Array.from({ length: SALESPEOPLE }, (_, i) => [i + 1, sign(i + 1)]));
}

export function startLimit(options) {
  return MeasuredProcess.start('limit', LIMIT_SERVER, {
    env: { LIMIT_DATABASE: databaseNames(options).limit, LIMIT_SECRET, LIMIT_PORT: String(PORTS.limit) },
    clock: EVE,
    profile: options.profile,
    ready: async () => (await fetch(`http://127.0.0.1:${PORTS.limit}/`)).status === 401,
  });
}

export const productAddress = `http://127.0.0.1:${PORTS.product}`;

/** `role`: `web` answers requests only; `all` does the jobs as well. `clock`: the instant it believes it is. */
export async function startProduct(options, { role = 'web', clock = EVE } = {}) {
  await clearRedis();
  return startAt(PORTS.product, options, { role, clock });
}

/** One of several that serve the same database. */
export function startAt(port, options, { role = 'web', clock = EVE } = {}) {
  return MeasuredProcess.start(`product-${port}`, main, {
    flags: nodeFlags,
    env: environment(options, { role, port }),
    clock,
    profile: options.profile,
    ready: async () => (await fetch(`http://127.0.0.1:${port}/api/health`)).ok,
  });
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });
export const toLimit = (request) => send(agent, PORTS.limit, request);
export const toProduct = (request) => send(agent, PORTS.product, request);

/** Which of the product's routes are there: `has('post', '/api/imports')`. */
export async function routesOf() {
  const { paths } = await (await fetch(`${productAddress}/api/openapi.json`)).json();
  return (method, path) => Boolean(paths[path]?.[method]);
}

/** Who may call: salespeople (1 … 200) on both sides, the administrator on ours. */
export async function callers(options) {
  const { sales, admin } = await signInAll(options);
  return { limit: limitTokens(), product: sales, admin };
}
