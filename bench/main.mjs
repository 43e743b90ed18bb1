// `npm run bench`: what the product costs, beside the least the same work can cost. See README.md.
import { databaseNames, down, up } from './database.mjs';
import { restoreState } from './data/snapshot.mjs';
import { generate } from './generate.mjs';
import { readOptions } from './options.mjs';

async function main() {
  const options = readOptions();
  if (options.command === 'down') return down();
  await up(options);
  if (options.command === 'up') return undefined;
  if (options.command === 'scale') return (await import('./scale.mjs')).scale(options);
  await generate(options);
  if (options.command === 'webs') return (await import('./webs.mjs')).webs(options);
  if (options.command === 'generate') return undefined;
  if (options.command === 'reset') {
    for (const name of Object.values(databaseNames(options))) await restoreState(name);
    return undefined;
  }
  const { run } = await import('./run.mjs');
  return run(options);
}

try {
  process.exit((await main()) ?? 0);
} catch (error) {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
}
