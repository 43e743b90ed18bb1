import { Buckets } from './buckets.js';

/** Requests an address may send at once, and each second after that. A browser needs a fraction; a script that goes round does not. */
const BURST = 1000;
const PER_SECOND = 100;
const MOST_ADDRESSES = 50_000;

/** A light limit for each address and process. */
export class AddressLimit {
  private readonly buckets: Buckets;

  constructor(now?: () => number) {
    this.buckets = new Buckets(MOST_ADDRESSES, now);
  }

  /** @returns the seconds to wait; 0 lets the request in. This machine itself is not limited. */
  wait(address: string | null): number {
    if (!address || address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.')) return 0;
    return this.buckets.take(address, BURST, PER_SECOND);
  }
}
