/** One try of a job, as its handler sees it. */
export class JobRun {
  done: number | null = null;
  total: number | null = null;

  constructor(
    readonly id: number,
    /** 1 for the first delivery; raised by every one. */
    readonly attempt: number,
    /** Aborted when the job is cancelled, its time is up, its lease is lost, or the process ends. */
    readonly signal: AbortSignal,
    /** The most that earlier tries reported done. A handler that goes on with what is left counts from here: its bar goes on, and so does its right to be tried. */
    readonly before = 0,
  ) {}

  /** Cheap; written about once a second. `total` stays what it was when it is left out. */
  progress(done: number, total?: number): void {
    this.done = done;
    if (total !== undefined) this.total = total;
  }

  /** Ask between steps, and return when it says so: the job is then cancelled, or goes on elsewhere. */
  stopped(): boolean {
    return this.signal.aborted;
  }
}
