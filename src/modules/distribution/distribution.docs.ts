import { type ApiTag, apiTags } from '../../platform/http/docs/api-tag.js';

const TAGS: readonly ApiTag[] = [
  {
    name: 'distribution',
    description: 'Who is given new customers: runs, previews, the present round, fairness.',
    routes: {
      'POST /api/distribution/run': 'Start a run',
      'POST /api/distribution/preview': 'Who would get what, without writing, also by quotas not saved yet',
      'GET /api/distribution/rounds/current': 'The present round, drawn as a line of names',
      'GET /api/distribution/fairness': 'What each received beside his share',
    },
  },
  {
    name: 'assignments',
    one: 'assignment',
    description: 'Which customer distribution gave to whom.',
    paths: ['/api/distribution/assignments'],
    routes: { 'GET /api/distribution/assignments/{id}': 'What led to an assignment' },
  },
  {
    name: 'quotas',
    one: 'quota',
    description: 'Who takes part in distribution, with which weight, number, cap and filters.',
    paths: ['/api/distribution/quotas'],
    codes: ['quota', 'customer'],
  },
  {
    name: 'deadline-rules',
    one: 'deadline rule',
    description: 'How long an owner has: days to follow up and to close, per source and department, the most specific one winning.',
    paths: ['/api/distribution/rules'],
    codes: ['rule'],
    routes: { 'POST /api/distribution/rules/preview': 'How many customers would fall due by a changed rule, and whose' },
  },
  {
    name: 'claim-rules',
    one: 'claim rule',
    description: 'Limits of claiming and holding.',
    paths: ['/api/distribution/claim-rules'],
    codes: ['rule'],
  },
  {
    name: 'pool',
    one: 'customer of the pool',
    description: 'The public pool: what the caller may claim, and claiming.',
    codes: ['pool'],
    routes: {
      'GET /api/pool': 'List what the caller may claim',
      'POST /api/pool/claim': 'Claim many; the outcome of each is named',
      'POST /api/pool/{customerId}/claim': 'Claim a customer: exactly one of any number of callers gets him',
    },
  },
];

/** What the API calls things, for its documentation. */
export const distributionDocs = TAGS.map((tag) => apiTags.declare(tag));
