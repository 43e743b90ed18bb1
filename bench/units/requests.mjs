// The prepared requests of the HTTP units: a random salesperson, a random customer of his, a random word; the same for both sides.
import { databaseNames, withConnection } from '../database.mjs';
import { DUE_AT, GIVEN, PHONE_BEGINNINGS, SALESPEOPLE, SURNAMES } from '../data/people.mjs';
import { datetime } from '../data/limit-rows.mjs';
import { intBelow, oneOf, randomFrom } from '../data/random.mjs';

const PREPARED = 2000;
const PER_PERSON = 40;

/** What a salesperson types: two characters of a name, the beginning of a phone number, or of a QQ number. */
function word(random) {
  const kind = intBelow(random, 3);
  if (kind === 0) return oneOf(random, SURNAMES.slice(0, 20)) + oneOf(random, GIVEN.slice(0, 20));
  if (kind === 1) return oneOf(random, PHONE_BEGINNINGS.slice(0, 5)) + String(intBelow(random, 1000)).padStart(3, '0');
  return String(10_000 + intBelow(random, 89_999));
}

/** Open customers of each salesperson that nobody is about to lose. */
export function customersToCall(options) {
  return withConnection(databaseNames(options).limit, async (db) => {
    const byPerson = new Map();
    const due = datetime(DUE_AT);
    for (let u = 1; u <= SALESPEOPLE; u++) {
      const [rows] = await db.query(
        'SELECT id FROM customer WHERE owner_id = ? AND status = 2 AND last_follow_up_at >= ? - INTERVAL 3 DAY AND assigned_at >= ? - INTERVAL 15 DAY LIMIT ?',
        [u, due, due, PER_PERSON],
      );
      byPerson.set(
        u,
        rows.map((row) => row.id),
      );
    }
    return byPerson;
  });
}

const SUMMARY = '电话沟通，客户有意向';

/** unit → how each side is asked. */
export const ASKED = {
  W1: {
    limit: () => ({ method: 'GET', path: '/customers' }),
    known: () => ({ method: 'GET', path: '/customers?count=known' }),
    product: () => ({ method: 'GET', path: '/api/customers' }),
  },
  W1b: {
    limit: (w) => ({ method: 'GET', path: `/customers?q=${encodeURIComponent(w)}` }),
    product: (w) => ({ method: 'GET', path: `/api/customers?status=open&search=${encodeURIComponent(w)}` }),
  },
  W2: {
    limit: (_, customerId) => ({ method: 'POST', path: '/follow-ups', body: JSON.stringify({ customerId, note: SUMMARY }) }),
    product: (_, customerId) => ({
      method: 'POST',
      path: '/api/interactions',
      body: JSON.stringify({ customerId, kind: 'call', summary: SUMMARY }),
    }),
  },
};

/** The product looks for any part of a name where somebody reaches no more customers than this, above that for its beginning, as the limit does. */
const ANY_PART_UP_TO = 50_000;

/** Salespeople whose search is the same work on both sides, and those for whom the product does more. */
export function searchers(options) {
  return withConnection(databaseNames(options).limit, async (db) => {
    const [rows] = await db.query(
      `SELECT u.id, (SELECT COUNT(*) FROM customer WHERE department_id = u.department_id)
        + (SELECT COUNT(*) FROM customer WHERE owner_id = u.id AND department_id <> u.department_id) AS n FROM sales_user u ORDER BY u.id`,
    );
    const anyPart = rows.filter((row) => row.n <= ANY_PART_UP_TO).map((row) => row.id);
    return { alike: rows.map((row) => row.id).filter((id) => !anyPart.includes(id)), anyPart };
  });
}

/** The same list for every side, sent by some of the people (all, unless said otherwise). */
export function prepare(ask, tokens, customers, people = [...customers.keys()]) {
  const random = randomFrom(99);
  return Array.from({ length: PREPARED }, () => {
    const caller = oneOf(random, people);
    const customer = oneOf(random, customers.get(caller));
    return { ...ask(word(random), customer), authorization: tokens.get(caller) };
  });
}
