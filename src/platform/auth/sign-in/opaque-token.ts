import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits, 43 characters. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const isToken = (text: string | undefined): text is string => !!text && /^[\w-]{43}$/.test(text);
/** What the database keeps of a token: 43 characters. Tokens have full entropy, so a plain hash is enough. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
export const mac = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('base64url');
/** Compares bytes: a header may hold a character of two. */
export const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};
