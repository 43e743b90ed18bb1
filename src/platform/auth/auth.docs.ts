import { type ApiTag, apiTags } from '../http/docs/api-tag.js';

const TAGS: readonly ApiTag[] = [
  {
    name: 'auth',
    description: 'Signing in and out; one’s own account, language and sign-ins; passwords and the links that set them.',
    codes: ['auth'],
    routes: {
      'POST /api/auth/login': 'Sign in with user name and password, and a code where two-step sign-in is on',
      'GET /api/auth/second-step': 'Whether one’s own two-step sign-in is on, and whether a role demands it',
      'POST /api/auth/second-step': 'Begin to set up two-step sign-in: a secret for the authenticator app',
      'POST /api/auth/second-step/confirm':
        'Switch two-step sign-in on by its first code; answers the recovery codes; every other sign-in ends',
      'POST /api/auth/second-step/recovery-codes': 'New recovery codes instead of those before',
      'POST /api/auth/second-step/remove': 'Switch one’s own two-step sign-in off',
      'POST /api/auth/refresh': 'New tokens for a refresh token, which is then spent',
      'POST /api/auth/logout': 'Sign out',
      'POST /api/auth/password': 'Change one’s own password; every other sign-in ends',
      'POST /api/auth/forgot': 'Ask for a link to set a forgotten password',
      'POST /api/auth/reset': 'Set a forgotten password by its link',
      'POST /api/auth/invitations/accept': 'Accept an invitation: set the first password by its link',
      'GET /api/auth/me': 'Who the caller is: roles, department, menu tree and rules',
      'PATCH /api/auth/me': 'Change one’s own language',
      'GET /api/auth/sessions': 'List one’s own sign-ins',
      'DELETE /api/auth/sessions': 'End all other sign-ins of one’s own',
      'DELETE /api/auth/sessions/{id}': 'End one of one’s own sign-ins',
    },
  },
  { name: 'sign-ins', one: 'sign-in', description: 'The log of sign-ins: who, when, from where, and what came of it.' },
];

/** What the API calls things, for its documentation. */
export const authDocs = TAGS.map((tag) => apiTags.declare(tag));
