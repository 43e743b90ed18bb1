import { type ApiTag, apiTags } from '../http/docs/api-tag.js';

const TAGS: readonly ApiTag[] = [
  {
    name: 'audit',
    one: 'change',
    description: 'The change log: who changed what, from what to what, when, and from where. It is only ever added to.',
    routes: {
      'GET /api/audit': 'Search the change log',
      'POST /api/audit/{id}/reveal': 'Show the personal values of a change, which is logged',
    },
  },
];

/** What the API calls things, for its documentation. */
export const auditDocs = TAGS.map((tag) => apiTags.declare(tag));
