import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { LoggerService } from '@nestjs/common';
import type { Metrics } from './health/metrics.js';
import { requestIdOf } from './request-context.js';

const routeOf = (request: FastifyRequest) => request.routeOptions?.url ?? 'none';

/** After each answer: one line in the log (the address without its query, which may name people; no bodies) and one figure. */
export function observeRequests(fastify: FastifyInstance, metrics: Metrics, log?: LoggerService): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const milliseconds = Math.round(reply.elapsedTime * 10) / 10;
    metrics.observe(request.method, routeOf(request), reply.statusCode, reply.elapsedTime / 1000);
    log?.log(
      {
        msg: 'request',
        method: request.method,
        path: request.url.split('?')[0],
        status: reply.statusCode,
        milliseconds,
        requestId: requestIdOf(request.raw),
        address: request.ip,
      },
      'Http',
    );
    done();
  });
}
