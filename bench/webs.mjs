// What further web processes bring: the same requests from the same number of connections, shared out among 1, 2 and 4 of them.
import { restoreState, settle } from './data/snapshot.mjs';
import { databaseNames } from './database.mjs';
import { sendLoad } from './load/load.mjs';
import { PORTS } from './places.mjs';
import { callers, startAt, startProduct } from './servers.mjs';
import { ASKED, customersToCall, prepare } from './units/requests.mjs';

const COUNTS = [1, 2, 4];
const UNITS = ['W1', 'W2'];

/** @returns undefined: there is nothing to pass or to fail. */
export async function webs(options) {
  for (const name of Object.values(databaseNames(options))) await restoreState(name);
  await settle();
  const servers = [await startProduct(options)];
  const rates = Object.fromEntries(UNITS.map((unit) => [unit, {}]));
  try {
    const tokens = await callers(options);
    const customers = await customersToCall(options);
    for (const count of COUNTS) {
      while (servers.length < count) servers.push(await startAt(PORTS.more + servers.length, options));
      const ports = servers.map((_, i) => (i ? PORTS.more + i : PORTS.product));
      for (const unit of UNITS) {
        const requests = prepare(ASKED[unit].product, tokens.product, customers);
        const each = { seconds: options.seconds, connections: Math.max(1, Math.floor(options.connections / count)) };
        const sum = async () =>
          (await Promise.all(ports.map((port) => sendLoad(port, requests, each)))).reduce((all, one) => all + one.rate, 0);
        await sum(); // compiled and cached
        const measured = [];
        for (let round = 0; round < options.rounds; round++) measured.push(await sum());
        rates[unit][count] = Math.round(measured.sort((a, b) => a - b)[Math.floor(measured.length / 2)]);
      }
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
  }
  process.stdout.write('\nRequests a second by number of web processes (medians)\n');
  console.table(rates);
  return undefined;
}
