import { type ApiTag, apiTags } from '../../platform/http/docs/api-tag.js';

const TAGS: readonly ApiTag[] = [
  {
    name: 'staff',
    one: 'colleague',
    description: 'Colleagues, their accounts and roles; who comes, who leaves, and what becomes of what he held.',
    codes: ['staff', 'rights'],
    routes: {
      'GET /api/staff/{id}/assignable-roles': 'Which roles the caller may give a colleague or take from him, and why not',
      'GET /api/staff/{id}/holdings': 'What a colleague holds that somebody must take over',
      'POST /api/staff/{id}/deactivate': 'Deactivate a colleague, saying what becomes of what he holds',
      'POST /api/staff/{id}/invite': 'Send a colleague a link to set his first password',
      'POST /api/staff/{id}/reset-second-step': 'Switch off a colleague’s two-step sign-in, for when his telephone is lost; he is told',
      'GET /api/staff/{id}/sessions': 'List where a colleague is signed in',
      'DELETE /api/staff/{id}/sessions': 'Sign a colleague out everywhere',
      'DELETE /api/staff/{id}/sessions/{sessionId}': 'End one sign-in of a colleague',
      'POST /api/staff/{id}/reset-password': 'Send a colleague a link to set a new password',
    },
  },
  {
    name: 'departments',
    one: 'department',
    description: 'The tree of departments, which decides whom supervisors see.',
    codes: ['department'],
  },
  { name: 'positions', one: 'position', description: 'Titles of colleagues. They give no rights.', codes: ['record'] },
  {
    name: 'leave',
    description: 'Days of absence. They stop deadlines.',
    codes: ['leave'],
    paths: ['/api/leave', '/api/staff/{id}/leave'],
    routes: {
      'GET /api/leave': 'List leave of everybody in reach',
      'GET /api/staff/{id}/leave': 'List leave of a colleague',
      'POST /api/staff/{id}/leave': 'Enter leave of a colleague',
      'PATCH /api/staff/{id}/leave/{leaveId}': 'Change leave of a colleague',
      'DELETE /api/staff/{id}/leave/{leaveId}': 'Delete leave of a colleague',
    },
  },
  {
    name: 'roles',
    one: 'role',
    description: 'Roles and what they give.',
    codes: ['role', 'rights', 'record'],
    routes: { 'POST /api/roles/{id}/preview': 'What other permissions of a role would change, and for whom, before they are saved' },
  },
  {
    name: 'permissions',
    one: 'permission',
    description: 'The permissions there are, and why somebody may do something or may not.',
    codes: ['rights', 'record', 'explain'],
    routes: {
      'GET /api/permissions/tree': 'All permissions as a tree of menus and groups',
      'GET /api/permissions/subjects': 'What can be asked of explain',
      'GET /api/permissions/explain': 'Whether somebody may do something, and which role and rule decide it',
    },
  },
  {
    name: 'api-keys',
    one: 'API key',
    description:
      'Keys by which programs call the API: `Authorization: Bearer tide_…`. They carry roles, act under their own name, hold no customers and have no account.',
    codes: ['key', 'rights'],
    routes: {
      'POST /api/api-keys': 'Make an API key; the answer shows its secret, once',
      'POST /api/api-keys/{id}/revoke': 'End an API key for good, within a second',
    },
  },
  { name: 'permission-groups', one: 'permission group', description: 'Groups of permissions (权限组), for screens.', codes: ['record'] },
  { name: 'permission-menus', one: 'permission menu', description: 'Menus of permission groups, for screens.', codes: ['record'] },
];

/** What the API calls things, for its documentation. */
export const rbacDocs = TAGS.map((tag) => apiTags.declare(tag));
