import { type ApiTag, apiTags } from '../http/docs/api-tag.js';

const TAGS: readonly ApiTag[] = [
  { name: 'settings', one: 'setting', description: 'What operations change while the product runs, each with its limits.' },
  {
    name: 'dictionaries',
    one: 'dictionary',
    description: 'The lists behind select boxes: customer sources, levels …',
    codes: ['dictionary'],
    routes: {
      'POST /api/dictionaries/{code}/items': 'Add an item to a dictionary',
      'PATCH /api/dictionaries/{code}/items/{id}': 'Change an item of a dictionary',
      'DELETE /api/dictionaries/{code}/items/{id}': 'Delete an item that nothing uses',
      'POST /api/dictionaries/{code}/order': 'Put all items of a dictionary into an order',
    },
  },
  {
    name: 'calendar',
    description: 'Public holidays and worked weekend days, a year at once or day by day.',
    codes: ['calendar'],
    routes: {
      'GET /api/calendar': 'List holidays and worked weekend days',
      'POST /api/calendar/years/{year}': 'Replace a year by what the government publishes',
      'PUT /api/calendar/days/{day}': 'Make a day a holiday or a workday',
      'DELETE /api/calendar/days/{day}': 'Let a day be what its weekday says',
    },
  },
];

/** What the API calls things, for its documentation. */
export const settingsDocs = TAGS.map((tag) => apiTags.declare(tag));
