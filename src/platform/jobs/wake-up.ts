import { Injectable } from '@nestjs/common';

/** Tells the runner of this process that there is work. A lost call costs a poll's delay, nothing else. */
@Injectable()
export class WakeUp {
  private rung = false;
  private readonly sleepers = new Set<() => void>();

  ring(): void {
    this.rung = true;
    for (const wake of this.sleepers) wake();
  }

  /** Until somebody rings, `milliseconds` have passed, or `signal` is aborted. A call since the last sleep ends it at once. */
  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!this.rung && !signal.aborted)
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          this.sleepers.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, milliseconds);
        this.sleepers.add(wake);
        signal.addEventListener('abort', wake);
      });
    this.rung = false;
  }
}
