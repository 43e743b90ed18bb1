import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';

/** What the pages of the API (its documentation, the root) may load: their own things only. The back office sets a policy of its own. */
const POLICY = {
  defaultSrc: ["'self'"],
  baseUri: ["'none'"],
  objectSrc: ["'none'"],
  frameAncestors: ["'none'"],
  formAction: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
};

/** What every answer is sent with, unless its own code says otherwise. */
export async function secure(app: NestFastifyApplication, config: Config): Promise<void> {
  const https = config.publicUrl.startsWith('https:');
  const headers = await headersOf({
    contentSecurityPolicy: { useDefaults: false, directives: { ...POLICY, ...(https ? { upgradeInsecureRequests: [] } : {}) } },
    hsts: https,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
  });
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  server.addHook('onRequest', (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
  if (config.corsOrigins.length)
    app.enableCors({
      origin: [...config.corsOrigins],
      credentials: true,
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders: ['X-Request-Id', 'Idempotency-Replayed', 'Retry-After'],
      maxAge: 600,
    });
}

/** Helmet's headers for these options. They are the same for every answer, so it is asked once instead of for each. */
async function headersOf(options: FastifyHelmetOptions): Promise<Record<string, string>> {
  const server = fastify();
  await server.register(helmet, options);
  const sent: Record<string, string> = {};
  server.get('/', (_request, reply) => Object.assign(sent, reply.raw.getHeaders()));
  await server.inject('/');
  await server.close();
  return sent;
}
