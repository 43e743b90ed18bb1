import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { Config } from '../platform/config/config.js';
import { createApp } from '../platform/http/create-app.js';

/** Ways out of the house. What is played is told nobody: it is read in the application, and mails are recorded as kept. */
const NO_WAY_OUT = { smtpUrl: null, smsGatewayUrl: null, wecomWebhookUrl: null, dingtalkWebhookUrl: null } as const;

/** The application without a runner of its own, without listening and without a way out: its clock may be moved, its jobs run when they are told to. */
export async function quietApp(
  config: Config,
  changes: Partial<Pick<Config, 'sqlitePath' | 'defaultLocale'>> = {},
): Promise<NestFastifyApplication> {
  const quiet = new Config({ ...config, ...NO_WAY_OUT, ...changes, role: 'web' });
  const app = await createApp(AppModule.of(quiet), quiet, { logger: false });
  await app.init();
  return app;
}
