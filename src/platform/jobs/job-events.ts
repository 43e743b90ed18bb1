import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticator } from '../auth/authenticator.js';
import { Context } from '../context/context.js';
import { type EventStream, EventStreams } from '../http/event-streams.js';
import { JobBoard } from './job-board.service.js';
import { JobTuning } from './job-tuning.js';
import type { JobView } from './jobs.dto.js';

const OVER = new Set(['done', 'failed', 'cancelled']);
/** Rounds without news after which the stream says that it is still there. */
const QUIET_ROUNDS = 15;

/** Streams of one job's progress. Who may see it is asked again in every round. */
@Injectable()
export class JobEvents {
  constructor(
    private readonly board: JobBoard,
    private readonly authenticator: Authenticator,
    private readonly context: Context,
    private readonly tuning: JobTuning,
    private readonly streams: EventStreams,
  ) {}

  /** @throws not-found (404), too-many (429) before the stream begins. */
  async follow(id: number, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const first = await this.board.get(id);
    await this.streams.begin('jobs', this.context.actor.id, reply, (stream) => this.tell(first, request, stream));
  }

  private async tell(first: JobView, request: FastifyRequest, { say, stay, signal }: EventStream): Promise<void> {
    let said = '';
    let quiet = 0;
    for (let job: JobView | null = first; ; job = await this.again(first.id, request)) {
      // without its state nobody could be told when it is over
      if (!job?.state) return say('end', { reason: 'not-allowed' });
      const text = JSON.stringify({ ...job, progress: job.progress && { ...job.progress, perSecond: 0, secondsLeft: 0 } });
      if (text !== said) say('progress', job);
      else if (++quiet % QUIET_ROUNDS === 0) stay();
      said = text;
      if (OVER.has(job.state)) return say('end', { reason: job.state });
      await sleep(this.tuning.beatMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
    }
  }

  /** The job as its reader may see it now; null when he no longer may, has signed out, or the database does not answer. */
  private async again(id: number, request: FastifyRequest): Promise<JobView | null> {
    try {
      const actor = await this.authenticator.authenticate(request.raw as Parameters<Authenticator['authenticate']>[0]);
      if (actor?.kind !== 'staff') return null;
      return await this.context.run({ actor, language: this.context.language, source: 'api' }, () => this.board.get(id));
    } catch {
      return null;
    }
  }
}
