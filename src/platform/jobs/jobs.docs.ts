import { type ApiTag, apiTags } from '../http/docs/api-tag.js';

const TAGS: readonly ApiTag[] = [
  {
    name: 'jobs',
    one: 'job',
    description: 'Work under way and done: progress, cancelling, trying again.',
    codes: ['job'],
    routes: { 'GET /api/jobs/{id}/events': 'Follow a job as server-sent events', 'POST /api/jobs/{id}/retry': 'Try a dead letter again' },
  },
  {
    name: 'schedules',
    one: 'schedule',
    description: 'What recurs, when, and when it last ran.',
    codes: ['schedule'],
    routes: { 'POST /api/schedules/{name}/run': 'Run it now, beside its times' },
  },
];

/** What the API calls things, for its documentation. */
export const jobsDocs = TAGS.map((tag) => apiTags.declare(tag));
