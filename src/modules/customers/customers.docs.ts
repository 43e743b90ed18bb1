import { type ApiTag, apiTags } from '../../platform/http/docs/api-tag.js';

const TAGS: readonly ApiTag[] = [
  {
    name: 'customers',
    one: 'customer',
    description: 'People and companies: entering, changing, finding, handing over, giving back, losing, merging and deleting them.',
    codes: ['customer', 'merge', 'pool', 'page'],
    routes: {
      'GET /api/customers/recycle-bin': 'List deleted customers',
      'POST /api/customers/bulk-delete': 'Delete many customers; the outcome of each is named',
      'GET /api/customers/duplicates': 'Whether a customer exists already, before the form is filled in',
      'POST /api/customers/assign': 'Hand many customers over; the outcome of each is named',
      'POST /api/customers/{id}/id-number': 'Show the whole ID number of a customer, which is logged',
      'POST /api/customers/{id}/transfer': 'Hand a customer to a colleague',
      'POST /api/customers/{id}/release': 'Give a customer back to the public pool',
      'POST /api/customers/{id}/lock': 'Lock a customer to his owner until a day',
      'POST /api/customers/{id}/lose': 'Close a dead lead',
      'POST /api/customers/{id}/merge': 'Merge another record into a customer',
      'POST /api/customers/{id}/merge/preview': 'What a merge would do',
      'POST /api/customers/{id}/merge/undo': 'Undo a merge',
      'GET /api/customers/{id}/deadline': 'Until when a customer is his owner’s, and why',
    },
  },
  {
    name: 'contacts',
    one: 'contact',
    description: 'Contact persons (联系人) of customers, one of them primary.',
    codes: ['customer'],
    paths: ['/api/contacts', '/api/customers/{id}/contacts'],
    routes: {
      'GET /api/contacts': 'List contacts of all customers in reach',
      'POST /api/contacts': 'Create a contact of the customer that is named',
      'GET /api/customers/{id}/contacts': 'List contacts of a customer, the primary one first',
      'POST /api/customers/{id}/contacts': 'Create a contact of a customer',
    },
  },
  {
    name: 'interactions',
    one: 'interaction',
    description: 'Calls, mails, meetings, visits: the owner’s restart his follow-up clock.',
    codes: ['interaction', 'customer'],
    routes: { 'POST /api/interactions': 'Record an interaction' },
  },
  { name: 'tags', one: 'tag', description: 'Words that people put on customers.' },
  {
    name: 'imports',
    one: 'import',
    description: 'Customers from .xlsx and .csv: upload, mapping, preview, run, result, and the failed rows back.',
    codes: ['import', 'spreadsheet', 'file'],
    routes: {
      'POST /api/imports': 'Upload a file',
      'GET /api/imports/template': 'A workbook to fill in',
      'GET /api/imports/fields': 'What a column may become',
      'POST /api/imports/{id}/preview': 'What the first rows would become',
      'GET /api/imports/{id}/values': 'What a column says in the whole file',
      'GET /api/imports/{id}/rows': 'What became of each row',
      'GET /api/imports/{id}/failed-rows': 'The failed rows as a workbook, each with its reason',
    },
  },
];

/** What the API calls things, for its documentation. */
export const customersDocs = TAGS.map((tag) => apiTags.declare(tag));
