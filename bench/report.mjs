import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const floors = JSON.parse(readFileSync(new URL('floors.json', import.meta.url), 'utf8'));
const RESULTS = fileURLToPath(new URL('results/', import.meta.url));
const HEADINGS = {
  W1: 'a page of 20 with its total',
  W1b: 'search',
  W2: 'record a follow-up',
  W3: 'import 100,000 rows',
  W4: 'distribute 100,000',
  W5: 'reclaim 100,000',
  W6: '50 callers for one customer',
};
export const PER = { W1: 'req/s', W1b: 'req/s', W2: 'req/s', W3: 'rows/s', W4: 'rows/s', W5: 'rows/s', W6: 'claims/s' };

const figure = (value) =>
  typeof value !== 'number' ? value : value >= 100 ? Math.round(value) : Number(value.toFixed(value >= 10 ? 1 : 3));

export function printUnit(unit, result) {
  process.stdout.write(`\n${unit}  ${HEADINGS[unit]}\n`);
  if (result.missing) {
    process.stdout.write(`  not there yet: ${result.missing}\n`);
    return;
  }
  const table = result.lines.map(({ name, rate, rates, ...rest }) => ({ '': name, [PER[unit]]: rate, ...rest, rounds: rates.join(' ') }));
  console.table(table.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, figure(value)]))));
  for (const note of result.notes ?? []) process.stdout.write(`  ${note}\n`);
  for (const fault of result.failed ?? []) process.stdout.write(`  WRONG: ${fault}\n`);
}

/** What no process of ours may need, and how long an import may hold up those who ask for something else. */
const MOST_MB = 512;
const MOST_BLOCKED_MS = { W3: 50 };

/** @returns whether the unit is wrong, missing, slower than its floor, or larger than it may be. */
function falls(unit, result) {
  if (result.missing || result.failed?.length) return true;
  const ours = result.lines.find((line) => line.name === 'ours');
  const large = [ours.peakMB, ours.childMB].some((megabytes) => megabytes > MOST_MB);
  return large || ours.ratio < floors[unit] || ours.blockedMs > (MOST_BLOCKED_MS[unit] ?? Infinity);
}

/** One line a unit: ours against the limit. @returns units that fall short. */
export function conclude(results) {
  const rows = Object.entries(results).map(([unit, result]) => {
    if (result.missing) return { unit, per: PER[unit], 'ours / limit': 'not there yet', floor: floors[unit] };
    const [limit, ours] = [result.lines[0], result.lines.find((line) => line.name === 'ours')];
    return {
      unit,
      per: PER[unit],
      limit: figure(limit.rate),
      ours: figure(ours.rate),
      'ours / limit': figure(ours.ratio),
      floor: floors[unit],
    };
  });
  process.stdout.write('\nOurs against the limit (medians of the rounds)\n');
  console.table(rows);
  return Object.entries(results).flatMap(([unit, result]) => (falls(unit, result) ? [unit] : []));
}

export function keepResults(results, options) {
  const name = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const file = `${RESULTS}${name}.json`;
  writeFileSync(file, `${JSON.stringify({ options, results }, null, 2)}\n`);
  process.stdout.write(`${file}\n`);
}
