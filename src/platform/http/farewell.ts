import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** Requests that clients have sent before they could know are answered; so long it takes them to come and to be read. */
const GRACE = 300;
const LOOK_AGAIN = 50;

/**
 * At the end every request that has come is answered, with word that its connection ends; a connection that falls idle is closed. Without this one
 * that was busy when the end began would be kept open for as long as its client likes, and the process with it.
 */
export function endConnections(fastify: FastifyInstance): void {
  const { server } = fastify;
  let ending = false;
  fastify.addHook('preClose', async () => {
    ending = true;
    const open = await new Promise<number>((resolve) => server.getConnections((error, count) => resolve(error ? 0 : count)));
    if (open) await sleep(GRACE);
    const closing = setInterval(() => server.closeIdleConnections(), LOOK_AGAIN).unref();
    server.once('close', () => clearInterval(closing));
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (ending) void reply.header('connection', 'close');
    done(null, payload);
  });
}
