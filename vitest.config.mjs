import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Where processes, locks and clocks meet, a busy machine may fail a test: `npm test` names each that passed at its second try, to be looked into. */
const retry = process.env.SECOND_TRIES ? 1 : 0;

/** The kinds of tests and where each finds its files. */
const lane = (name, include, more = {}) => ({ extends: true, test: { name, include, ...more } });

export default defineConfig({
  test: {
    globals: true,
    // Node loads the sources, compiled as the build compiles them, once for all files of a process: what a test leaves behind is seen by the next.
    pool: 'forks',
    isolate: false,
    globalSetup: ['./test/compiled-readers.mjs'],
    execArgv: ['--import', './test/typescript.mjs', '--no-warnings'],
    experimental: { viteModuleRunner: false, nodeLoader: false },
    // more than cores: many tests wait for time, for a lock or for a process; on MySQL its server and the workers' processes want their part
    maxWorkers: Math.min(availableParallelism(), 4) + (process.env.TEST_STACK === 'mysql' ? 1 : 2),
    testTimeout: 20_000,
    hookTimeout: 60_000,
    teardownTimeout: 20_000,
    restoreMocks: true,
    projects: [
      lane('unit', ['src/**/*.spec.ts', 'test/*.spec.ts']),
      lane('e2e', ['test/**/*.e2e-spec.ts', 'test/conformance/**/*.spec.ts'], { retry }),
      lane('browser', ['test/browser/**/*.browser-spec.ts'], { retry, testTimeout: 60_000, hookTimeout: 120_000 }),
      lane('faults', ['test/faults/**/*.fault-spec.ts'], {
        // an embedded house has no servers that could go away
        exclude: process.env.TEST_STACK === 'mysql' ? [] : ['test/faults/servers/**'],
        ...{ retry, testTimeout: 300_000, hookTimeout: 120_000, fileParallelism: false },
      }),
    ],
  },
});
