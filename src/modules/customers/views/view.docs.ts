import { apiTags } from '../../../platform/http/docs/api-tag.js';

export const viewDocs = apiTags.declare({
  name: 'saved-views',
  one: 'view',
  description: 'Filters, order and columns of the list of customers under a name: one’s own, or shared with a department.',
  codes: ['view'],
  routes: {
    'GET /api/saved-views/departments': 'List departments one may share views with',
    'POST /api/saved-views/{id}/default': 'Let one’s list begin with a view',
    'DELETE /api/saved-views/{id}/default': 'Let one’s list no longer begin with a view',
  },
});
