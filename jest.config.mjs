import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

// Tests are compiled exactly as the build compiles them, but for the module type Jest wants and maps it can read.
const { jsc } = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));
const swc = { swcrc: false, module: { type: 'es6' }, sourceMaps: 'inline', jsc };

export default {
  testEnvironment: 'node',
  rootDir: '.',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.e2e-spec.ts', '<rootDir>/test/**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  // Imports name the file Node will load (`./x.js`); the test reads its source.
  // libphonenumber-js imports its JSON in a way Jest complains about at length; its CommonJS twin does not.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', '^libphonenumber-js/max$': '<rootDir>/node_modules/libphonenumber-js/max/index.cjs' },
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  setupFilesAfterEnv: ['<rootDir>/jest.setup.mjs'],
  maxWorkers: Math.min(availableParallelism(), 4),
  // ES modules of a finished test file are never freed; a worker grown too big is replaced by a fresh one.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 20_000,
};
