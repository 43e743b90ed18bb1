import { apiTags } from '../../../platform/http/docs/api-tag.js';

export const exportDocs = apiTags.declare({
  name: 'customer-exports',
  one: 'export',
  description: 'Workbooks of customers that one has asked for; each is one’s own alone, and its file is kept for a day.',
  paths: ['/api/customer-exports', '/api/customers/export'],
  codes: ['export', 'customer', 'view'],
  routes: {
    'POST /api/customers/export': 'Export customers as a workbook, in a job',
    'GET /api/customer-exports/{id}/file': 'The workbook of an export',
  },
});
