// What may be said on the command line: `npm run bench -- [command] [units] [--name value]`.
import { parseArgs } from 'node:util';

export const UNITS = ['W1', 'W1b', 'W2', 'W3', 'W4', 'W5', 'W6'];
export const COMMANDS = ['run', 'up', 'down', 'generate', 'reset', 'scale', 'webs'];

const NUMBERS = { customers: 1_000_000, pool: 100_000, seed: 42, rounds: 5, seconds: 4, connections: 8, waves: 60, 'buffer-pool': 2048 };

/** @throws Error that says what is not understood. */
export function readOptions(args = process.argv.slice(2)) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...Object.fromEntries(Object.entries(NUMBERS).map(([name, value]) => [name, { type: 'string', default: String(value) }])),
      sizes: { type: 'string', default: '100000,1000000,10000000' },
      fresh: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      'log-level': { type: 'string', default: 'warn' },
    },
  });
  const numbers = Object.fromEntries(
    Object.keys(NUMBERS).map((name) => {
      const number = Number(values[name]);
      if (!Number.isInteger(number) || number < 0) throw new Error(`--${name} expects a whole number, not ${values[name]}`);
      return [name === 'buffer-pool' ? 'bufferPool' : name, number];
    }),
  );
  const [first, ...rest] = positionals;
  const command = COMMANDS.includes(first) ? first : 'run';
  const named = command === first ? rest : positionals;
  const units = UNITS.filter((unit) => named.length === 0 || named.some((name) => name.toLowerCase() === unit.toLowerCase()));
  const unknown = named.filter((name) => !UNITS.some((unit) => unit.toLowerCase() === name.toLowerCase()));
  if (unknown.length) throw new Error(`unknown: ${unknown.join(', ')} (commands: ${COMMANDS.join(', ')}; units: ${UNITS.join(', ')})`);
  const sizes = values.sizes.split(',').map(Number);
  if (!sizes.every((size) => Number.isInteger(size) && size > 0)) throw new Error(`--sizes expects whole numbers, not ${values.sizes}`);
  return { command, units, ...numbers, sizes, fresh: values.fresh, profile: values.profile, logLevel: values['log-level'] };
}
