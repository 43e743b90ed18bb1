/** Requests an address may send at once, and each second after that. A browser needs a fraction; a script that goes round does not. */
const BURST = 1000;
const PER_SECOND = 100;
const MOST_ADDRESSES = 50_000;

interface Bucket {
  tokens: number;
  at: number;
}

/** A light limit for each address and process, held in memory. Strict limits are `Throttle`'s, which all processes share. */
export class AddressLimit {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @returns the seconds to wait; 0 lets the request in. This machine itself is not limited. */
  wait(address: string | null): number {
    if (!address || address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.')) return 0;
    const at = this.now();
    const bucket = this.buckets.get(address) ?? { tokens: BURST, at };
    const tokens = Math.min(BURST, bucket.tokens + ((at - bucket.at) / 1000) * PER_SECOND);
    if (!this.buckets.has(address) && this.buckets.size >= MOST_ADDRESSES) this.buckets.delete(this.buckets.keys().next().value!);
    this.buckets.set(address, { tokens: Math.max(0, tokens - 1), at });
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / PER_SECOND);
  }
}
