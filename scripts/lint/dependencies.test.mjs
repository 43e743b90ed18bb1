// The import rules against a small house in `fixtures` that breaks each of them once. Run by `npm run lint`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import { rules } from '../../.dependency-cruiser.mjs';

test('each broken import is refused, each allowed one is not', async () => {
  const baseDir = fileURLToPath(new URL('./fixtures', import.meta.url));
  const { output } = await cruise(['src'], { baseDir, validate: true, ruleSet: { forbidden: rules }, tsPreCompilationDeps: true });
  const found = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`).sort();
  const inModules = (text) => text.replaceAll('@', 'src/modules/');
  assert.deepEqual(
    found,
    [
      'arrows-of-catalog: @catalog/lodging.service.ts → @guests/guest.service.ts',
      'arrows-of-customers: @customers/downstream.service.ts → @distribution/claim.service.ts',
      'arrows-of-reports: @reports/figures.service.ts → @customers/customer.service.ts',
      'modules-are-declared: @catalog/lodging.service.ts → @guests/guest.service.ts',
      'no-cycle: @distribution/first.ts → @distribution/second.ts',
      'one-way-through-the-house: @customers/customer.controller.ts → @customers/customer.repository.ts',
      'only-what-a-module-exports: @distribution/claim.service.ts → @customers/customer.repository.ts',
      'platform-knows-no-business: src/platform/http/upward.ts → @customers/customer.service.ts',
    ].map(inModules),
  );
});
