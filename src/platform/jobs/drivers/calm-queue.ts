import { Queue, type QueueOptions } from 'bullmq';

/** A queue that never complains of its connection: that reconnects by itself, and readiness tells of it. */
export class CalmQueue extends Queue {
  constructor(name: string, options?: QueueOptions, ...rest: never[]) {
    super(name, options, ...rest);
    this.on('error', () => undefined);
  }
}
