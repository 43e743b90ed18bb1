import { readFileSync } from 'node:fs';

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
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  setupFilesAfterEnv: ['<rootDir>/jest.setup.mjs'],
  maxWorkers: 2,
};
