import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

export const zip = promisify(gzip);

/** Sends a text zipped to whoever takes it so. @param zipped the same, where it was made before. */
export async function sendText(request: FastifyRequest, reply: FastifyReply, plain: string | Buffer, zipped?: Buffer): Promise<unknown> {
  void reply.header('vary', 'accept-encoding');
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(plain);
  return reply.header('content-encoding', 'gzip').send(zipped ?? (await zip(plain)));
}
