import { randomBytes } from 'node:crypto';
import { hashOf } from '../sign-in/opaque-token.js';

/** Small letters and digits that nobody takes for one another (Crockford's). */
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz';
const LENGTH = 16;
export const RECOVERY_CODES = 10;

/** 80 random bits as `xxxx-xxxx-xxxx-xxxx`: beyond guessing even from their hashes, so that a plain hash is enough. */
export function newRecoveryCode(): string {
  const signs = [...randomBytes(LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join('');
  return signs.match(/.{4}/g)!.join('-');
}

/** As typed: capitals, spaces and hyphens make no difference, o is 0, i and l are 1. Bound to whose it is. */
export function recoveryHash(staffId: number, typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1');
  return hashOf(`recovery ${staffId} ${plain}`);
}
