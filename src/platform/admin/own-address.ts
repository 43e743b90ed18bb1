import { nextAddress } from '../auth/sign-in/next-address.js';

/** What stands in a field of a form, bounded. */
export const typed = (value: unknown, most = 1000): string => (typeof value === 'string' ? value.slice(0, most) : '');

/** Where to go after signing in: an address of the back office on this very site, else its first page. */
export function ownAddress(next: unknown): string {
  const address = nextAddress(typeof next === 'string' ? next : '');
  return /^\/admin(?:[/?]|$)/.test(address) && !/^\/admin\/(?:login|logout|second-step|api|frontend)/.test(address) ? address : '/admin';
}
