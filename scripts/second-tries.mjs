import { appendFileSync } from 'node:fs';

/** For `npm test`: notes in the file `SECOND_TRIES` which tests passed only when they were tried again, and why they had failed. */
export default class SecondTries {
  onTestCaseResult(test) {
    if (!test.diagnostic()?.flaky) return;
    const [error] = test.result().errors ?? [];
    appendFileSync(process.env.SECOND_TRIES, `${JSON.stringify({ name: test.fullName, why: error?.message ?? '' })}\n`);
  }
}
