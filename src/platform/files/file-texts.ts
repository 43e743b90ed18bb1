import { storedTexts } from '../privacy/stored-text.js';

/** People call files after those whom they are about. */
export const fileTexts = storedTexts.declare([{ table: 'stored_file', column: 'originalName' }]);
