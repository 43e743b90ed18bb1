import { storedTexts } from '../privacy/stored-text.js';

/** Messages name whom they are about; colleagues stand under names of their own there. */
export const notificationTexts = storedTexts.declare([
  { table: 'notification', column: 'params', json: true, ofColleagues: ['by', 'colleague', 'owner', 'to'] },
  { table: 'delivery', column: 'answer' },
]);
