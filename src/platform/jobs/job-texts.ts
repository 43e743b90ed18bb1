import { storedTexts } from '../privacy/stored-text.js';

/** Jobs carry ids; what a failed one says may quote a value that the database refused. */
export const jobTexts = storedTexts.declare([
  { table: 'job', column: 'payload', json: true, keysOnly: true },
  { table: 'job', column: 'result', json: true },
  { table: 'job', column: 'error' },
]);
