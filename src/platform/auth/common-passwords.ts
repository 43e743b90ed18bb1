import { COMMON_PASSWORDS } from './common-password-list.js';

const known = new Set(COMMON_PASSWORDS);

/** Whether a password is among those that are tried first, in whatever capitals; or one character over and over; or a run. */
export function isCommonPassword(password: string): boolean {
  const plain = password.trim().toLowerCase();
  return known.has(plain) || /^(.)\1*$/.test(plain) || isRun(plain);
}

/** `12345678`, `abcdefgh`, `87654321`: every character is the neighbour of the one before it. */
function isRun(text: string): boolean {
  const steps = new Set([...text].slice(1).map((c, i) => c.charCodeAt(0) - text.charCodeAt(i)));
  return steps.size === 1 && [1, -1].includes([...steps][0]!);
}
