// The same units over databases of several sizes: what one request or one row costs must not grow with how many customers there are.
import { generate } from './generate.mjs';
import { keepResults, PER } from './report.mjs';
import { measureUnits } from './run.mjs';

/** Units that touch as many rows whatever the size. The others touch more rows of a larger database, and are told by the row, too. */
const GROWS_AT_MOST = 1.3;

/** @returns the exit code: 1 where a unit is more than 1.3 times as slow on the largest database as on the smallest, or wrong. */
export async function scale(options) {
  const bySize = {};
  for (const customers of options.sizes) {
    process.stdout.write(`\n${customers} customers\n`);
    const sized = { ...options, customers };
    await generate(sized);
    bySize[customers] = await measureUnits(sized);
  }
  const [smallest, largest] = [options.sizes[0], options.sizes.at(-1)];
  const rateOf = (size, unit) => bySize[size][unit]?.lines?.find((line) => line.name === 'ours').rate;
  const grown = (unit) => rateOf(smallest, unit) / rateOf(largest, unit);
  const rows = options.units.map((unit) => ({
    unit,
    per: PER[unit],
    ...Object.fromEntries(options.sizes.map((size) => [size.toLocaleString('en'), Math.round(rateOf(size, unit))])),
    'slower by': Number(grown(unit).toFixed(2)),
  }));
  process.stdout.write('\nOurs by size of the database\n');
  console.table(rows);
  keepResults(bySize, options);
  const wrong = options.sizes.some((size) => Object.values(bySize[size]).some((result) => result.missing || result.failed?.length));
  return wrong || options.units.some((unit) => grown(unit) > GROWS_AT_MOST) ? 1 : 0;
}
