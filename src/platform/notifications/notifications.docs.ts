import { type ApiTag, apiTags } from '../http/docs/api-tag.js';

const TAGS: readonly ApiTag[] = [
  {
    name: 'notifications',
    one: 'notification',
    description: 'What the caller was told, in his language.',
    routes: {
      'GET /api/notifications/unread-count': 'How many are unread',
      'GET /api/notifications/events': 'How many are unread, whenever that changes, as server-sent events',
      'GET /api/notifications/preferences': 'How the caller wants to hear of what',
      'PATCH /api/notifications/preferences':
        'Change how the caller hears of what: by kind and channel, quiet hours, the digest of the day',
      'POST /api/notifications/read-all': 'Mark all as read',
      'POST /api/notifications/{id}/read': 'Mark one as read',
    },
  },
  {
    name: 'deliveries',
    one: 'delivery',
    description: 'Messages on their way by e-mail, SMS, WeCom or DingTalk, and what became of each.',
    codes: ['delivery'],
    routes: { 'POST /api/deliveries/{id}/retry': 'Send a parked message again' },
  },
];

/** What the API calls things, for its documentation. */
export const notificationsDocs = TAGS.map((tag) => apiTags.declare(tag));
