/** One holder at a time, first come first served, with a deadline for those who wait. Guards the one SQLite connection. */
export class ConnectionLock {
  private holder: object | undefined;
  private readonly waiting: (() => void)[] = [];
  private lastBreath = performance.now();

  constructor(private readonly deadline: number) {}

  get held(): boolean {
    return this.holder !== undefined;
  }

  get waitingCount(): number {
    return this.waiting.length;
  }

  acquire(who: object): Promise<void> {
    if (!this.holder) {
      this.holder = who;
      return Promise.resolve();
    }
    return new Promise<void>((resolve, reject) => {
      const take = () => {
        clearTimeout(timer);
        this.holder = who;
        resolve();
      };
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(take), 1);
        reject(new Error(`SQLite: another transaction has held the connection for ${this.deadline} ms`));
      }, this.deadline);
      this.waiting.push(take);
    });
  }

  free(who: object): void {
    if (this.holder !== who) return;
    this.holder = undefined;
    this.waiting.shift()?.();
  }

  /** better-sqlite3 answers in microtasks: a busy run of queries would starve timers and sockets. Give way every 10 ms. */
  breathe(): Promise<void> | undefined {
    if (performance.now() - this.lastBreath < 10) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        this.lastBreath = performance.now();
        resolve();
      }),
    );
  }
}
