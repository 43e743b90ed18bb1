// Access tokens (JWT, HS256) made and checked by hand.
import { createHmac, timingSafeEqual } from 'node:crypto';

const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const HEAD = part({ alg: 'HS256', typ: 'JWT' });
const macOf = (text, secret) => createHmac('sha256', secret).update(text).digest();

export function signToken(claims, secret) {
  const text = `${HEAD}.${part(claims)}`;
  return `${text}.${macOf(text, secret).toString('base64url')}`;
}

/** @returns the claims; undefined when the token is not ours or no longer good. */
export function verifyToken(token, secret) {
  const end = token.lastIndexOf('.');
  const mac = macOf(token.slice(0, end), secret);
  const given = Buffer.from(token.slice(end + 1), 'base64url');
  if (given.length !== mac.length || !timingSafeEqual(mac, given)) return undefined;
  const claims = JSON.parse(Buffer.from(token.slice(token.indexOf('.') + 1, end), 'base64url').toString());
  return claims.exp * 1000 > Date.now() ? claims : undefined;
}
