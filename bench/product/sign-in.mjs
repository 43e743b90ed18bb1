// Signed-in salespeople: one signs in through the API, the others get a session row and a token as the product makes them.
import { createHash, randomBytes } from 'node:crypto';
import { databaseNames, withConnection } from '../database.mjs';
import { DAY, EVE, SALESPEOPLE } from '../data/people.mjs';
import { ADMINISTRATOR, staffId } from '../data/product-rows.mjs';
import { signToken } from '../tokens.mjs';
import { JWT_SECRET, PASSWORD } from './application.mjs';

const random = () => createHash('sha256').update(randomBytes(32)).digest('base64url');

function tokenOf(principalId, sessionId) {
  const iat = Math.floor(EVE / 1000);
  return signToken(
    {
      sub: String(principalId),
      kind: 'staff',
      sid: sessionId,
      typ: 'access',
      iat,
      exp: iat + 30 * 24 * 3600,
      iss: 'tide-crm',
      aud: 'tide-crm-api',
    },
    JWT_SECRET,
  );
}

/** A salesperson sees his own customers and those of his department. */
async function giveRoles(db) {
  const give = (staff, roles) =>
    db.query(`INSERT IGNORE INTO staff_role (staffId, roleId) SELECT s.id, r.id FROM staff s JOIN role r ON r.code IN (?) WHERE ${staff}`, [
      roles,
    ]);
  await give(`s.id = ${ADMINISTRATOR}`, ['administrator']);
  await give(`s.id > ${ADMINISTRATOR}`, ['salesperson', 'sales-supervisor']);
  await db.query('UPDATE rights_epoch SET epoch = epoch + 1');
}

/** Call when the product has started once. @returns `{ sales: Map(salesperson → authorization header), admin }`. */
export function signInAll(options) {
  return withConnection(databaseNames(options).product, async (db) => {
    await giveRoles(db);
    const principals = [ADMINISTRATOR, ...Array.from({ length: SALESPEOPLE }, (_, i) => staffId(i + 1))];
    const rows = principals.map((id) => [
      'token',
      'staff',
      id,
      random(),
      random(),
      0,
      EVE - DAY,
      EVE - DAY,
      EVE + 60 * DAY,
      EVE + 60 * DAY,
    ]);
    await db.query("DELETE FROM auth_session WHERE userAgent IS NULL AND door = 'token'");
    await db.query(
      'INSERT INTO auth_session (door, kind, principalId, tokenHash, familyHash, rememberMe, createdAt, seenAt, expiresAt, endsAt) VALUES ?',
      [rows],
    );
    const [sessions] = await db.query('SELECT id, principalId FROM auth_session WHERE userAgent IS NULL');
    const headers = new Map(sessions.map((s) => [s.principalId, `Bearer ${tokenOf(s.principalId, s.id)}`]));
    return {
      sales: new Map(Array.from({ length: SALESPEOPLE }, (_, i) => [i + 1, headers.get(staffId(i + 1))])),
      admin: headers.get(ADMINISTRATOR),
    };
  });
}

/** The token the product itself gives out opens the same door as ours. @throws Error when it does not. */
export async function checkSignIn(address, ours) {
  const answer = await fetch(`${address}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'bench' },
    body: JSON.stringify({ username: 'sales1', password: PASSWORD }),
  });
  const { accessToken } = await answer.json();
  const me = async (authorization) => (await fetch(`${address}/api/auth/me`, { headers: { authorization } })).json();
  const [theirs, own] = [await me(`Bearer ${accessToken}`), await me(ours)];
  if (answer.status !== 200 || JSON.stringify(theirs) !== JSON.stringify(own))
    throw new Error(`sign-in: ${answer.status}, /api/auth/me differs between the two tokens`);
}
