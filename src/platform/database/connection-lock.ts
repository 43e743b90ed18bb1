/** After a question of a request its next one may follow: so long a job's next batch gives way to it. */
const GIVE_WAY = 5;
/** However busy requests are, a job waits no longer than this on their account. */
const PATIENCE = 50;

interface Waiting {
  readonly take: () => void;
  readonly since: number;
}

/**
 * One holder at a time, with a deadline for those who wait. Guards the one SQLite connection. First come, first served, but requests go before jobs:
 * a request asks several short questions, and would else wait for a batch of a job before each of them.
 */
export class ConnectionLock {
  private holder: object | undefined;
  private readonly requests: Waiting[] = [];
  private readonly jobs: Waiting[] = [];
  private lastBreath = performance.now();
  /** When a request last had the connection. */
  private lastRequest = Number.NEGATIVE_INFINITY;
  private givingWay: NodeJS.Timeout | undefined;

  constructor(private readonly deadline: number) {}

  get held(): boolean {
    return this.holder !== undefined;
  }

  get waitingCount(): number {
    return this.requests.length + this.jobs.length;
  }

  acquire(who: object, forJob = false): Promise<void> {
    if (!this.holder && (!forJob || this.requestsAreQuiet())) {
      this.hold(who, forJob);
      return Promise.resolve();
    }
    const queue = forJob ? this.jobs : this.requests;
    return new Promise<void>((resolve, reject) => {
      const take = () => {
        clearTimeout(timer);
        this.hold(who, forJob);
        resolve();
      };
      const one: Waiting = { take, since: performance.now() };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(one), 1);
        reject(new Error(`SQLite: another transaction has held the connection for ${this.deadline} ms`));
      }, this.deadline);
      queue.push(one);
      if (!this.holder) this.next();
    });
  }

  free(who: object): void {
    if (this.holder !== who) return;
    this.holder = undefined;
    this.next();
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

  private hold(who: object, forJob: boolean): void {
    this.holder = who;
    if (!forJob) this.lastRequest = performance.now();
  }

  private next(): void {
    const [job] = this.jobs;
    const impatient = job && performance.now() - job.since >= PATIENCE;
    if (this.requests.length && !impatient) return this.requests.shift()!.take();
    if (!job) return;
    if (impatient || this.requestsAreQuiet()) return this.jobs.shift()!.take();
    this.givingWay ??= setTimeout(() => {
      this.givingWay = undefined;
      if (!this.holder) this.next();
    }, GIVE_WAY);
  }

  private requestsAreQuiet(): boolean {
    return performance.now() - this.lastRequest >= GIVE_WAY;
  }
}
