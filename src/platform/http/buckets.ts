interface Bucket {
  tokens: number;
  at: number;
}

/** Light limits by a name (an address, a key), held in memory of one process. Strict limits are `Throttle`'s, which all processes share. */
export class Buckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly most: number,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** `burst` at once, and so many each second after that. @returns the seconds to wait; 0 is a use. */
  take(name: string, burst: number, perSecond: number): number {
    const at = this.now();
    const bucket = this.buckets.get(name) ?? { tokens: burst, at };
    const tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
    if (!this.buckets.has(name) && this.buckets.size >= this.most) this.buckets.delete(this.buckets.keys().next().value!);
    this.buckets.set(name, { tokens: Math.max(0, tokens - 1), at });
    return tokens >= 1 ? 0 : Math.ceil((1 - tokens) / perSecond);
  }
}
