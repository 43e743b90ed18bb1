import type { FastifyReply } from 'fastify';
import { EventStreams } from './event-streams.js';

/** A connection whose client has gone, its end told already. */
const goneBefore = () =>
  ({
    hijack: () => undefined,
    getHeaders: () => ({}),
    raw: { destroyed: true, writeHead: () => undefined, once: () => undefined, write: () => true, end: () => undefined },
  }) as unknown as FastifyReply;

describe('streams of events', () => {
  it('RELIABILITY 22 a reader who is gone before his stream begins holds no place', async () => {
    const streams = new EventStreams();
    let told = 0;
    for (let i = 0; i < 100; i++) await streams.begin('inbox', 1, goneBefore(), () => Promise.resolve(void told++));
    expect(told).toBe(0);
  });
});
