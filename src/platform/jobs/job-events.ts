import { setTimeout as sleep } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authenticator } from '../auth/authenticator.js';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import { JobBoard } from './job-board.service.js';
import { JobTuning } from './job-tuning.js';
import type { JobView } from './jobs.dto.js';

const OVER = new Set(['done', 'failed', 'cancelled']);
const STREAMS = 500;
const STREAMS_EACH = 20;
/** Rounds without news after which a comment keeps proxies from closing the stream. */
const QUIET_ROUNDS = 15;

/** Streams of one job's progress. Who may see it is asked again in every round; the process's end closes them all. */
@Injectable()
export class JobEvents implements BeforeApplicationShutdown {
  private readonly open = new Map<AbortController, number>();

  constructor(
    private readonly board: JobBoard,
    private readonly authenticator: Authenticator,
    private readonly context: Context,
    private readonly tuning: JobTuning,
  ) {}

  beforeApplicationShutdown(): void {
    for (const control of this.open.keys()) control.abort();
  }

  /** @throws not-found (404), too-many (429) before the stream begins. */
  async follow(id: number, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const first = await this.board.get(id);
    const reader = this.context.actor.id;
    if (this.open.size >= STREAMS || [...this.open.values()].filter((one) => one === reader).length >= STREAMS_EACH)
      throw commonErrors['too-many']();
    const control = new AbortController();
    this.open.set(control, reader);
    reply.hijack();
    const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
    reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers });
    reply.raw.once('close', () => control.abort());
    try {
      await this.tell(first, request, reply, control.signal);
    } finally {
      this.open.delete(control);
      reply.raw.end();
    }
  }

  private async tell(first: JobView, request: FastifyRequest, { raw }: FastifyReply, signal: AbortSignal): Promise<void> {
    const say = (event: string, data: object) => raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    let said = '';
    let quiet = 0;
    for (let job: JobView | null = first; ; job = await this.again(first.id, request)) {
      // without its state nobody could be told when it is over
      if (!job?.state) return void say('end', { reason: 'not-allowed' });
      const text = JSON.stringify({ ...job, progress: job.progress && { ...job.progress, perSecond: 0, secondsLeft: 0 } });
      if (text !== said) say('progress', job);
      else if (++quiet % QUIET_ROUNDS === 0) raw.write(': still here\n\n');
      said = text;
      if (OVER.has(job.state)) return void say('end', { reason: job.state });
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
