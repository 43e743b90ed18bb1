import type { FastifyReply, FastifyRequest } from 'fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { Config } from '../config/config.js';
import { languageOf } from '../context/language.js';
import { commonErrors } from '../errors/common.errors.js';
import { problemOf } from '../errors/problem.js';
import { requestIdOf } from './request-context.js';

export const BODY_LIMIT = 1_048_576;

/** Limits hold before any code of ours sees the request; an address that cannot be read is answered like every other fault. */
export function fastifyAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy: config.trustProxy ? 1 : false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    connectionTimeout: 0,
    requestTimeout: 120_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    multipart: { limits: { files: 5, fileSize: 50 * BODY_LIMIT, fields: 20, fieldSize: 100_000, parts: 25, headerPairs: 50 } },
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) => {
      const language = languageOf(request.headers['accept-language'], config.defaultLocale);
      const problem = problemOf(commonErrors['input.malformed'](), language, requestIdOf(request.raw) ?? null);
      void reply.status(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(problem);
    },
  } as never);
}
