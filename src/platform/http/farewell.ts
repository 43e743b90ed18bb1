import type { FastifyInstance } from 'fastify';

const LOOK_AGAIN = 50;

/**
 * At the end every request that has come is answered, with word that its connection ends; a connection that falls idle is closed. Without this one
 * that was busy when the end began would be kept open for as long as its client likes, and the process with it.
 */
export function endConnections(fastify: FastifyInstance): void {
  let ending = false;
  fastify.addHook('preClose', (done) => {
    ending = true;
    const look = setInterval(() => fastify.server.closeIdleConnections(), LOOK_AGAIN).unref();
    fastify.server.once('close', () => clearInterval(look));
    done();
  });
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (ending) void reply.header('connection', 'close');
    done(null, payload);
  });
}
