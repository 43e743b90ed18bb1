import { type ApiTag, apiTags } from './api-tag.js';

const TAGS: readonly ApiTag[] = [
  {
    name: 'house',
    description: 'Whether the process lives and can work, its figures, and this documentation.',
    paths: ['/', '/metrics', '/api/health', '/api/docs', '/api/openapi.json'],
    routes: {
      'GET /': 'Where everything is',
      'GET /metrics': 'Figures of this process, for Prometheus',
      'GET /api/health': 'Whether the process lives',
      'GET /api/health/ready': 'Whether it can work, and which part cannot',
      'GET /api/openapi.json': 'This document',
      'GET /api/docs': 'This documentation, to read',
      'GET /api/docs/start.js': 'What starts the page',
      'GET /api/docs/assets/{asset}': 'What the page is made of',
    },
  },
];

/** What the API calls things, for its documentation. */
export const houseDocs = TAGS.map((tag) => apiTags.declare(tag));
