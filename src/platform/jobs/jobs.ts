import { Injectable } from '@nestjs/common';
import type { Actor } from '../context/actor.js';
import { Clock } from '../context/clock.js';
import { Context } from '../context/context.js';
import { SYSTEM } from '../auth/principals.js';
import type { JobKind } from './job-kind.js';
import { JobSignals } from './job-signals.js';
import { JobRepository } from './job.repository.js';

export interface EnqueueOptions {
  /** Milliseconds since the epoch; now without it. */
  runAt?: number;
  /** While a job with this key waits or runs, enqueueing joins it instead of making another. */
  key?: string;
  /** With `key`: if the one it joins is already running, it runs once more when it ends, so that it sees what was written meanwhile. */
  rerun?: boolean;
  /** Whose job it is; the acting principal, or the system, without it. */
  actor?: Pick<Actor, 'kind' | 'id'>;
}

/** Work for later, written in the caller's transaction: no commit, no job. */
@Injectable()
export class Jobs {
  constructor(
    private readonly repository: JobRepository,
    private readonly clock: Clock,
    private readonly context: Context,
    private readonly signals: JobSignals,
  ) {}

  /** @returns the id of the job (of the one it joined, with `key`). */
  async enqueue<P extends object>(kind: JobKind<P>, payload: P, options: EnqueueOptions = {}): Promise<number> {
    const now = this.clock.now();
    const actor = options.actor ?? this.context.optionalActor ?? SYSTEM;
    const id = await this.repository.insert({
      kind: kind.kind,
      payload,
      runAt: options.runAt ?? now,
      joinKey: options.key ?? null,
      rerun: options.rerun ?? false,
      actorKind: actor.kind,
      actorId: actor.id,
      createdAt: now,
    });
    this.signals.waiting();
    return id;
  }
}
