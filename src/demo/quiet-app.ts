import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { Config } from '../platform/config/config.js';
import { createApp } from '../platform/http/create-app.js';

/** The application without a runner of its own and without listening: its clock may be moved, its jobs run when they are told to. */
export async function quietApp(
  config: Config,
  changes: Partial<Pick<Config, 'sqlitePath' | 'defaultLocale'>> = {},
): Promise<NestFastifyApplication> {
  const quiet = new Config({ ...config, ...changes, role: 'web' });
  const app = await createApp(AppModule.of(quiet), quiet, { logger: false });
  await app.init();
  return app;
}
