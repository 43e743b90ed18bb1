import { storedTexts } from '../../../platform/privacy/stored-text.js';

/** Where customers may be named who are not referred to. */
export const personalDataTexts = storedTexts.declare([
  { table: 'customer_import', column: 'fileName' },
  { table: 'customer_import', column: 'error' },
  { table: 'customer_import', column: 'mapping', json: true, keysOnly: true },
  { table: 'import_profile', column: 'mapping', json: true, keysOnly: true },
  { table: 'saved_view', column: 'name' },
  { table: 'saved_view', column: 'filters', json: true },
  { table: 'customer_export', column: 'selection', json: true },
  { table: 'audit_entry', column: 'changes', json: true, where: `subject IN ('Customer', 'ImportProfile', 'SavedView')` },
]);
