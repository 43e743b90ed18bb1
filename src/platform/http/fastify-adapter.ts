import type { Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { languageOf } from '../context/language.js';
import { commonErrors } from '../errors/common.errors.js';
import { problemOf } from '../errors/problem.js';
import { requestIdOf } from './request-context.js';
import { observeUnrouted } from './request-log.js';

const BODY_LIMIT = 1_048_576;

type Answer = (error: Error, request: FastifyRequest, reply: FastifyReply) => void;

/** What goes wrong before or beside the routes (unreadable bodies, hooks) is answered like every other fault. */
function answering(config: Config): Answer {
  const log = new Logger('Http');
  return (error, request, reply) => {
    const language = languageOf(request.headers['accept-language'], config.defaultLocale);
    const problem = problemOf(error, language, requestIdOf(request.raw) ?? null);
    if (problem.status >= 500) log.error(error);
    if (typeof problem['retryAfter'] === 'number') void reply.header('retry-after', String(problem['retryAfter']));
    void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(problem);
  };
}

/**
 * Fastify gives a route the error handler that is set when the route is made, and Nest sets its own only after the modules' asynchronous
 * start-up. Ours is set at once, therefore; errors inside routes never come here, Nest's filters take them.
 */
class HouseAdapter extends FastifyAdapter {
  override setErrorHandler(): ReturnType<FastifyAdapter['setErrorHandler']> {
    return this.getInstance();
  }

  /** A PUT is taken wherever a PATCH is, by the same route; so no controller has it twice. */
  override patch(...args: Parameters<FastifyAdapter['patch']>): ReturnType<FastifyAdapter['patch']> {
    this.put(...args);
    return super.patch(...args);
  }
}

/** Bytes that are no HTTP, too many headers, a request that never ends: no request came of it, so the answer is written by hand. */
function refuseConnection(config: Config, error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const problem = problemOf(commonErrors['input.malformed'](), config.defaultLocale, null);
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

/** Limits hold before any code of ours sees the request. */
export function fastifyAdapter(config: Config): FastifyAdapter {
  const answer = answering(config);
  const adapter = new HouseAdapter({
    trustProxy: config.trustProxy ? 1 : false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    requestTimeout: 120_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    multipart: { limits: { files: 5, fileSize: 50 * BODY_LIMIT, fields: 20, fieldSize: 100_000, parts: 25, headerPairs: 50 } },
    clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) => refuseConnection(config, error, socket),
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      observeUnrouted(request, reply);
      answer(commonErrors['input.malformed'](), request, reply);
    },
  } as never);
  adapter.getInstance().setErrorHandler(answer as never);
  return adapter;
}
