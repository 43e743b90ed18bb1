import { isIP } from 'node:net';
import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from './health/metrics.js';
import { actorOf, addressOf, requestIdOf } from './request-context.js';

/**
 * What of an address may stand in a log: its route's own words and numbers of records. Whatever else a caller put into it (a token of a link, a
 * name, a phone number) stays the name of its place; what met no route is left out whole.
 */
export function shownPath(pattern: string | undefined, url: string): string | undefined {
  if (!pattern) return undefined;
  const given = url.split('?')[0]!.split('/');
  return pattern
    .split('/')
    .map((part, i) => (part.startsWith(':') && /^\d{1,9}$/.test(given[i] ?? '') ? given[i] : part))
    .join('/');
}

type Observer = (request: FastifyRequest, reply: FastifyReply) => void;
const observers = new WeakMap<FastifyInstance, Observer>();

/** For answers that Fastify gives before any hook (an address it cannot read). */
export function observeUnrouted(request: FastifyRequest, reply: FastifyReply): void {
  reply.raw.once('finish', () => observers.get(request.server)?.(request, reply));
}

/** After each answer: one line in the log (no query, no bodies, no names) and its figures. */
export function observeRequests(fastify: FastifyInstance, metrics: Metrics, trustProxy: boolean, log?: LoggerService): void {
  const observe: Observer = (request, reply) => {
    const route = request.routeOptions?.url;
    const address = addressOf(request.raw, trustProxy);
    metrics.observe(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    log?.log(
      {
        msg: 'request',
        method: request.method,
        route: route ?? 'none',
        path: shownPath(route, request.url),
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        requestId: requestIdOf(request.raw),
        actor: actorOf(request.raw),
        // a forwarded one that is none is somebody's own words
        address: address && isIP(address) ? address : undefined,
      },
      'Http',
    );
  };
  observers.set(fastify, observe);
  fastify.addHook('onResponse', (request, reply, done) => {
    observe(request, reply);
    done();
  });
}
