import { type ApiTag, apiTags } from '../../platform/http/docs/api-tag.js';

const TAGS: readonly ApiTag[] = [
  { name: 'campuses', one: 'campus', description: 'Where classes are held (校区).' },
  { name: 'courses', one: 'course', description: 'What is taught, with its outline.' },
];

/** What the API calls things, for its documentation. */
export const catalogDocs = TAGS.map((tag) => apiTags.declare(tag));
