import tseslint from 'typescript-eslint';
import { tide } from './scripts/lint/plugin.mjs';

const TESTS = ['test/**', 'src/**/*.spec.ts'];
const OUTSIDE_THE_APPLICATION = [...TESTS, 'bench/**', 'scripts/**', '*.mjs'];

/** Turns one of our own rules on for the application, but for the places it is made for. */
const only = (rule, places) => ({
  files: ['src/**/*.ts', 'migrations/**/*.ts'],
  ignores: [...OUTSIDE_THE_APPLICATION, ...places],
  rules: { [`tide/${rule}`]: 'error' },
});

export default tseslint.config(
  { ignores: ['dist/**', 'data/**', 'coverage/**', 'scripts/lint/fixtures/**'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' }, plugins: { tide } },

  // Everywhere
  {
    files: ['**/*.{ts,tsx,mjs}'],
    languageOptions: { parser: tseslint.parser },
    rules: {
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: ['error', 'smart'],
      'tide/comments': 'error',
      'tide/file-names': 'error',
      'tide/class-names': 'error',
    },
  },
  { files: ['**/*.{ts,tsx}'], extends: [tseslint.configs.recommended] },
  {
    files: ['**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }],
      'max-lines': ['error', { max: 400 }],
      'tide/look-again': ['warn', 250],
      'tide/forward-reference': 'error',
    },
  },
  // A promise nobody waits for is work that may be lost: these need the types.
  {
    files: ['**/*.ts'],
    ignores: ['**/components/**'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/await-thenable': 'error',
    },
  },

  // The application
  { files: ['src/**/*.ts', 'migrations/**/*.ts'], ignores: OUTSIDE_THE_APPLICATION, rules: { 'no-console': 'error' } },
  only('environment', ['src/platform/config/**']),
  only('clock', ['src/platform/context/**']),
  only('database-time', []),
  only('dialect', ['src/platform/database/**']),
  only('orm', ['src/platform/database/**', 'migrations/**', '**/*.entity.ts', '**/*.repository.ts']),
  only('transaction-adapter', ['src/platform/database/**']),
  only('save', []),
  only('few-dependencies', []),
  only('transactions', []),

  // Long lists of what happened, and what should
  { files: ['migrations/**', ...TESTS], rules: { 'max-lines': 'off', 'tide/look-again': 'off' } },
  { files: TESTS, rules: { '@typescript-eslint/no-explicit-any': 'off' } },
  {
    files: ['test/**', 'scripts/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.property.name="waitForFunction"]',
          message: 'The pages allow no eval: this fails unless it is true at once. Wait for a selector, or use expect.poll.',
        },
      ],
    },
  },
);
