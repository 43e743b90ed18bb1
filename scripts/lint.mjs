// `npm run lint [-- paths]`: format, rules, imports, and the tests of our own rules. All of them run, so that one run shows every fault.
// `npm run format [-- paths]` comes here with --write and only formats.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const write = process.argv.includes('--write');
const named = process.argv.slice(2).filter((arg) => !arg.startsWith('-'));
const paths = named.length > 0 ? named : ['.'];
const env = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : { ...process.env, NO_COLOR: '1' };
const sources = ['src', 'migrations', 'test', 'bench'].filter((folder) => existsSync(join(root, folder)));

const checks = [
  {
    name: 'format (npm run format repairs it)',
    args: ['node_modules/prettier/bin/prettier.cjs', write ? '--write' : '--check', '--log-level', 'warn', ...paths],
  },
  { name: 'rules', args: ['node_modules/eslint/bin/eslint.js', ...paths] },
  {
    name: 'imports',
    args: [
      'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'err-long',
      ...sources,
    ],
  },
  { name: 'tests of the rules', args: ['--test', '--test-reporter=dot', 'scripts/lint/*.test.mjs'], quiet: true },
];

/** Runs one check to its end and returns what it said. */
const run = ({ name, args, quiet }) =>
  new Promise((resolve) => {
    const said = [];
    const child = spawn(process.execPath, args, { cwd: root, env });
    child.stdout.on('data', (chunk) => said.push(chunk));
    child.stderr.on('data', (chunk) => said.push(chunk));
    child.on('close', (code) =>
      resolve({ name, failed: code !== 0, text: code === 0 && quiet ? '' : Buffer.concat(said).toString().trim() }),
    );
  });

const results = await Promise.all((write ? checks.slice(0, 1) : checks).map(run));
for (const { name, failed, text } of results) {
  process.stdout.write(`${failed ? '✘' : '✔'} ${name}\n${text ? `${text}\n\n` : ''}`);
}
process.exit(results.some(({ failed }) => failed) ? 1 : 0);
