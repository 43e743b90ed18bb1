import { appendFileSync, existsSync, readFileSync } from 'node:fs';

/** For `npm test`, `npm run test:faults` and `.ci/mysql8`: notes in the file `SECOND_TRIES` which tests passed only when they were tried again, and why they had failed. */
export default class SecondTries {
  onTestCaseResult(test) {
    if (!test.diagnostic()?.flaky) return;
    const [error] = test.result().errors ?? [];
    appendFileSync(process.env.SECOND_TRIES, `${JSON.stringify({ name: test.fullName, why: error?.message ?? '' })}\n`);
  }
}

/** @returns what was noted in these files, one a line, to be printed at the end. */
export const secondTries = (files) =>
  files
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n').map(JSON.parse))
    .map(({ name, why }) => `  ! only at the second try: ${name}: ${why}\n`);
