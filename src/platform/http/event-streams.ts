import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { commonErrors } from '../errors/common.errors.js';

const STREAMS = 500;
const STREAMS_EACH = 20;

/** What a stream of events is told by. */
export interface EventStream {
  /** Aborted when the reader is gone, or the process ends. */
  readonly signal: AbortSignal;
  say(event: string, data: object): void;
  /** A comment, which keeps proxies from closing a quiet stream. */
  stay(): void;
}

/** Server-sent events: how many may be open at once, and that the process's end closes them all. */
@Injectable()
export class EventStreams implements BeforeApplicationShutdown {
  private readonly open = new Map<AbortController, string>();

  beforeApplicationShutdown(): void {
    for (const control of this.open.keys()) control.abort();
  }

  /** `about` tells streams of one reader apart that are counted by themselves. @throws too-many (429) before the stream begins. */
  async begin(about: string, readerId: number, reply: FastifyReply, tell: (stream: EventStream) => Promise<void>): Promise<void> {
    const reader = `${about} ${readerId}`;
    if (this.open.size >= STREAMS || [...this.open.values()].filter((one) => one === reader).length >= STREAMS_EACH)
      throw commonErrors['too-many']();
    const control = new AbortController();
    this.open.set(control, reader);
    reply.hijack();
    const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
    const { raw } = reply;
    raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers });
    raw.once('close', () => control.abort());
    if (raw.destroyed) control.abort(); // gone before it began: nobody tells of that any more
    try {
      if (control.signal.aborted) return;
      await tell({
        signal: control.signal,
        say: (event, data) => void raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
        stay: () => void raw.write(': still here\n\n'),
      });
    } finally {
      this.open.delete(control);
      raw.end();
    }
  }
}
