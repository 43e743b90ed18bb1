import { restoreState, settle } from './data/snapshot.mjs';
import { databaseNames } from './database.mjs';
import { checkSignIn } from './product/sign-in.mjs';
import { conclude, keepResults, printUnit } from './report.mjs';
import { callers, productAddress, routesOf, startLimit, startProduct } from './servers.mjs';
import { measureDistribution } from './units/w4-distribution.mjs';
import { measureHttp } from './units/http-units.mjs';
import { measureClaims } from './units/w6-claim.mjs';
import { measureImport } from './units/w3-import.mjs';
import { measureReclaim } from './units/w5-reclaim.mjs';

const HTTP = {
  W1: (world) => measureHttp('W1', world),
  W1b: (world) => measureHttp('W1b', world),
  W2: (world) => measureHttp('W2', world),
  W6: measureClaims,
};
const BATCHES = { W3: measureImport, W4: measureDistribution, W5: measureReclaim };

/** Both servers side by side, for the units that are requests. */
async function measureRequests(units, options, keep) {
  if (!units.length) return;
  const servers = { limit: await startLimit(options) };
  try {
    servers.product = await startProduct(options);
    const tokens = await callers(options);
    await checkSignIn(productAddress, tokens.product.get(1));
    const has = await routesOf();
    for (const unit of units) keep(unit, await HTTP[unit]({ options, servers, tokens, has }));
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}

/** Every unit asked for, beside its limit. */
export async function measureUnits(options) {
  for (const name of Object.values(databaseNames(options))) await restoreState(name);
  await settle();
  const results = {};
  const keep = (unit, result) => {
    results[unit] = result;
    printUnit(unit, result);
  };
  await measureRequests(
    options.units.filter((unit) => unit in HTTP),
    options,
    keep,
  );
  for (const unit of options.units.filter((name) => name in BATCHES)) keep(unit, await BATCHES[unit]({ options }));
  return results;
}

/** @returns the exit code. */
export async function run(options) {
  const results = await measureUnits(options);
  const below = conclude(results);
  keepResults(results, options);
  if (!below.length) return 0;
  process.stderr.write(`below the floor, wrong, missing or too large: ${below.join(', ')}\n`);
  return 1;
}
