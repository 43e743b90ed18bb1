import helmet from '@fastify/helmet';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
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

export function secure(app: NestFastifyApplication, config: Config): void {
  const https = config.publicUrl.startsWith('https:');
  // loaded with the application, before its routes
  void app.register(helmet as never, {
    contentSecurityPolicy: { useDefaults: false, directives: { ...POLICY, ...(https ? { upgradeInsecureRequests: [] } : {}) } },
    hsts: https,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
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
