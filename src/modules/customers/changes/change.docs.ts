import { apiTags } from '../../../platform/http/docs/api-tag.js';

export const changeDocs = apiTags.declare({
  name: 'change-sets',
  one: 'change set',
  description: 'What was done to many customers at once: how far it is, what came of each, and taking it back within 30 days.',
  paths: ['/api/change-sets', '/api/customers/bulk'],
  codes: ['change', 'customer', 'view'],
  routes: {
    'POST /api/customers/bulk/edit': 'Change fields, tags and courses of many customers, in a job',
    'POST /api/customers/bulk/assign': 'Hand many customers over to one or several colleagues, in a job',
    'GET /api/change-sets/{id}/customers': 'What became of each customer',
    'POST /api/change-sets/{id}/cancel': 'Stop it, or its undo; what is done stays',
    'POST /api/change-sets/{id}/undo': 'Take it back, in a job; what was changed since stays',
  },
});
