import { storedTexts } from '../../../platform/privacy/stored-text.js';

/** Where customers may be named who are not referred to: what somebody searched for, and why he handed them over. */
export const changeTexts = storedTexts.declare([
  { table: 'customer_change_set', column: 'selection', json: true },
  { table: 'customer_change_set', column: 'what', json: true },
  { table: 'customer_change_set', column: 'error' },
  { table: 'customer_change_set', column: 'undoError' },
]);
