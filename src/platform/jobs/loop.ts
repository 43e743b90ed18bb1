import { Logger } from '@nestjs/common';
import { WakeUp } from './wake-up.js';

/** Rounds that never end by an error, with a pause between them, until it is stopped. */
export class Loop {
  private readonly log = new Logger('Jobs');
  private readonly end = new AbortController();
  private turning: Promise<void> = Promise.resolve();
  private lastFailure = '';

  constructor(
    private readonly name: string,
    /** @returns whether there is more to do at once. */
    private readonly round: () => Promise<boolean>,
    private readonly pauseMs: () => number,
    private readonly wakeUp = new WakeUp(),
  ) {}

  start(): void {
    this.turning = this.turn();
  }

  /** Ends after the round under way. */
  async stop(): Promise<void> {
    this.end.abort();
    await this.turning;
  }

  private async turn(): Promise<void> {
    const { signal } = this.end;
    while (!signal.aborted) {
      const more = await this.round().then(
        (again) => {
          this.lastFailure = '';
          return again;
        },
        (error: Error) => {
          if (error.message !== this.lastFailure) this.log.warn(`${this.name}: ${error.message}`); // once, while it lasts
          this.lastFailure = error.message;
          return false;
        },
      );
      if (!more) await this.wakeUp.sleep(this.pauseMs(), signal);
    }
  }
}
