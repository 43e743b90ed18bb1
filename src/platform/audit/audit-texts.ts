import { storedTexts } from '../privacy/stored-text.js';

/** Whom an entry is about is forgotten with his key; these are about others, colleagues among them, who may be called the same. */
export const auditTexts = storedTexts.declare([
  { table: 'audit_entry', column: 'changes', json: true, keysOnly: true },
  { table: 'audit_entry', column: 'detail', json: true },
]);
