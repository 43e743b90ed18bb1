import { type DynamicModule, Logger, type LoggerService, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import { commonErrors } from '../errors/common.errors.js';
import { AddressLimit } from './address-limit.js';
import { OpenApi } from './docs/open-api.js';
import { fastifyAdapter } from './fastify-adapter.js';
import { endConnections } from './farewell.js';
import { Metrics } from './health/metrics.js';
import { registerJsonBodies } from './json-body.js';
import { addressOf, openContexts } from './request-context.js';
import { observeRequests } from './request-log.js';
import { RouteStages } from './route-stages.js';
import { secure } from './security-headers.js';

/** The application, made but not listening; `start` and the tests use the same. */
export async function createApp(
  root: Type | DynamicModule,
  config: Config,
  options: { logger?: LoggerService | false } = {},
): Promise<NestFastifyApplication> {
  const logger = options.logger ?? new Logger();
  const app = await NestFactory.create<NestFastifyApplication>(root, fastifyAdapter(config) as never, {
    abortOnError: false,
    bodyParser: false,
    logger,
  });
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  registerJsonBodies(fastify);
  openContexts(fastify, config);
  await secure(app, config);
  observeRequests(fastify, app.get(Metrics), config.trustProxy, logger || undefined);
  limitAddresses(fastify, config);
  endConnections(fastify);
  app.get(RouteStages).attach();
  app.get(OpenApi).describe(app);
  app.setGlobalPrefix('api', { exclude: ['metrics', ''] });
  return app;
}

function limitAddresses(fastify: FastifyInstance, config: Config): void {
  const limit = new AddressLimit();
  fastify.addHook('onRequest', (request, _reply, done) => {
    const retryAfter = limit.wait(addressOf(request.raw, config.trustProxy));
    done(retryAfter ? commonErrors['too-many']({}, { extra: { retryAfter } }) : undefined);
  });
}
