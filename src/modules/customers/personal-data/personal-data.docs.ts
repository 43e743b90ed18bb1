import { apiTags } from '../../../platform/http/docs/api-tag.js';

export const personalDataDocs = apiTags.declare({
  name: 'personal-data-requests',
  one: 'personal data request',
  description:
    'What is kept about a person: told in one file, or erased for good (ADR 0012). Each request is written down with who made it, when, and about which number.',
  paths: ['/api/personal-data-requests', '/api/customers/{id}/personal-data', '/api/customers/{id}/erase'],
  codes: ['personal-data', 'customer'],
  routes: {
    'GET /api/customers/{id}/personal-data': 'How much is kept about a person, and what keeps it from being erased',
    'POST /api/customers/{id}/personal-data': 'Export everything about a person as one file, in a job',
    'POST /api/customers/{id}/erase': 'Erase the personal data of a customer for good',
    'GET /api/personal-data-requests/{id}/file': 'The file of an export, for whoever asked for it',
  },
});
