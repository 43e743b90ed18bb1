import { createHmac, randomBytes } from 'node:crypto';
import { SECOND } from '../../context/clock.js';

/** RFC 4648, as authenticator apps want secrets written. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP = 30 * SECOND;
const DIGITS = 6;
/** Steps before and after the present one: clocks of telephones are not exact. */
const WINDOW = 1;

/** 160 bits, as RFC 4226 recommends: 32 letters. */
export const newSecret = (): string => base32(randomBytes(20));

export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => LETTERS[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The code of one counter: HMAC-SHA-1, six digits (RFC 4226). */
export function codeOf(secret: string, counter: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const digest = createHmac('sha1', bytesOf(secret)).update(message).digest();
  const value = digest.readUInt32BE(digest[19]! & 0xf) & 0x7fff_ffff;
  return String(value % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** Which half minute it is (RFC 6238). `now` in milliseconds. */
export const counterAt = (now: number): number => Math.floor(now / STEP);

/** The counter that a code belongs to, near now; null when it belongs to none of them. The latest one, so that it is spent with those before it. */
export function counterOf(secret: string, code: string, now: number): number | null {
  for (let counter = counterAt(now) + WINDOW; counter >= counterAt(now) - WINDOW; counter--)
    if (codeOf(secret, counter) === code) return counter;
  return null;
}

/** What an authenticator app reads from the picture. */
export function otpauthUri(secret: string, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${DIGITS}&period=${STEP / SECOND}`;
}
