import { COMMON_PASSWORDS } from './common-password-list.js';

const known = new Set(COMMON_PASSWORDS);

/** Whether a password is among those that are tried first, in whatever capitals; or one character over and over; or a run. */
export function isCommonPassword(password: string): boolean {
  const plain = password.trim().toLowerCase();
  return known.has(plain) || /^(.)\1*$/.test(plain) || isRun(plain);
}

/** `12345678`, `abcdefgh`, `8765432109`: every character is the neighbour of the one before it; 0 stands beside 9 and 1. */
function isRun(text: string): boolean {
  const digits = /^\d+$/.test(text);
  const steps = new Set(
    [...text].slice(1).map((c, i) => (c.charCodeAt(0) - text.charCodeAt(i) + (digits ? 10 : 0)) % (digits ? 10 : 0x11_0000)),
  );
  return steps.size === 1 && [1, digits ? 9 : -1].includes([...steps][0]!);
}
