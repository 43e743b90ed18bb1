/** The kinds of tests and where each finds its files (globs as Jest reads them). */
export const LANES = {
  unit: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/!(conformance|e2e|browser)/**/*.spec.ts', '<rootDir>/test/*.spec.ts'],
  e2e: ['<rootDir>/test/**/*.e2e-spec.ts', '<rootDir>/test/conformance/**/*.spec.ts'],
  faults: ['<rootDir>/test/faults/**/*.fault-spec.ts'],
  browser: ['<rootDir>/test/browser/**/*.browser-spec.ts'],
};
