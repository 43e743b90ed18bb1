import type { ModuleMetadata } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../src/app.module.js';
import { loadConfig } from '../src/platform/config/load-config.js';
import { createApp } from '../src/platform/http/create-app.js';
import { WakeUp } from '../src/platform/jobs/wake-up.js';
import { migratedWorld } from './migrated.js';
import { workerOnDemand } from './worker.js';
import { STACK, type World } from './world.js';

export * from './world.js';

export interface TestApp {
  app: NestFastifyApplication;
  world: World;
  close(): Promise<void>;
}

/** Set for the MySQL lane of `npm test`: jobs run in a process of their own, as in production. `ROLE` in a test's own environment decides otherwise. */
const SEPARATE_WORKER = STACK === 'mysql' && process.env['TEST_WORKER'] === 'separate';

/** The real application on a fresh world, ready for requests (`app.inject` or `app.getHttpServer()`); with modules of the test's own, if it has any. */
export async function startApp(
  extra: Record<string, string> = {},
  world?: World,
  modules: NonNullable<ModuleMetadata['imports']> = [],
): Promise<TestApp> {
  const own = world ?? (await migratedWorld(extra));
  const apart = SEPARATE_WORKER && !extra['ROLE'] && !modules.length;
  const env = { ...own.env, ...extra, ...(apart ? { ROLE: 'web' } : {}) };
  const config = loadConfig(env);
  const root = AppModule.of(config);
  const app = await createApp({ ...root, imports: [...(root.imports ?? []), ...modules] }, config, { logger: false });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const worker = apart ? workerOnDemand(app.get(WakeUp, { strict: false }), env) : undefined;
  return {
    app,
    world: own,
    close: async () => {
      await worker?.stop();
      await app.close();
      if (!world) await own.close();
    },
  };
}
