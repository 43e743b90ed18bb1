import { randomUUID } from 'node:crypto';
import type { Type } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ClsMiddleware } from 'nestjs-cls';
import type { Config } from '../config/config.js';
import { languageOf } from '../context/language.js';

interface RawRequest {
  headers: Record<string, string | undefined>;
  socket: { remoteAddress?: string };
  url: string;
}

/** The application, made but not listening; `main` and the tests use the same. */
export async function createApp(root: Type | DynamicModule, config: Config, options: { logger?: false } = {}): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({ trustProxy: config.trustProxy, bodyLimit: 1_048_576, forceCloseConnections: 'idle', routerOptions: { ignoreTrailingSlash: true } } as never);
  const app = await NestFactory.create<NestFastifyApplication>(root, adapter as never, { bufferLogs: false, abortOnError: false, ...(options.logger === false ? { logger: false } : {}) });
  // first of all: one request context around the API, the back office and the portal alike
  const cls = new ClsMiddleware({
    generateId: false,
    setup: (store: { set(name: string, value: unknown): void }, request: RawRequest) => {
      const given = request.headers['x-request-id'];
      store.set('requestId', given && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID());
      store.set('language', languageOf(request.headers['accept-language'], config.defaultLocale));
      store.set('source', 'api');
      const forwarded = config.trustProxy ? request.headers['x-forwarded-for']?.split(',')[0]?.trim() : undefined;
      store.set('address', forwarded ?? request.socket.remoteAddress ?? null);
    },
  } as never);
  app.use((request: never, response: never, next: () => void) => void cls.use(request, response, next));
  app.setGlobalPrefix('api', { exclude: ['metrics', ''] });
  app.enableShutdownHooks();
  return app;
}
