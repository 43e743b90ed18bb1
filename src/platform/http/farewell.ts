import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** Requests that clients have sent before they could know are answered; so long it takes them to come and to be read. */
const GRACE = 300;
const LOOK_AGAIN = 50;

/**
 * At the end every request that has come is answered, with word that its connection ends; a connection without one is closed. Else one that was busy when the
 * end began would be kept open for as long as its client likes, as would one on which nothing was ever asked (browsers keep such in store) or not to the end,
 * which Node does not call idle; and the process with it.
 */
export function endConnections(fastify: FastifyInstance): void {
  const { server } = fastify;
  const asking = new Map<Socket, number>();
  server.on('connection', (socket) => {
    asking.set(socket, 0);
    socket.once('close', () => asking.delete(socket));
  });
  server.on('request', ({ socket }, response) => {
    asking.set(socket, (asking.get(socket) ?? 0) + 1);
    response.once('close', () => asking.has(socket) && asking.set(socket, asking.get(socket)! - 1));
  });
  const closeUnasked = () => {
    for (const [socket, requests] of asking) if (requests === 0) socket.destroy();
  };
  let ending = false;
  fastify.addHook('preClose', async () => {
    ending = true;
    if (asking.size) await sleep(GRACE);
    const closing = setInterval(closeUnasked, LOOK_AGAIN).unref();
    server.once('close', () => clearInterval(closing));
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (ending) void reply.header('connection', 'close');
    done(null, payload);
  });
}
