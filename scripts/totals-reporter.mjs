import { writeFileSync } from 'node:fs';

/** Writes what one Jest run counted to the file TOTALS_FILE names, for the sum at the end of `npm test`. A file that could not be loaded counts as a failure. */
export default class TotalsReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } = results;
    const totals = { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests + numTodoTests };
    writeFileSync(process.env.TOTALS_FILE, JSON.stringify(totals));
  }
}
