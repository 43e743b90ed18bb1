import type { ModuleMetadata } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../src/app.module.js';
import { loadConfig } from '../src/platform/config/load-config.js';
import { createApp } from '../src/platform/http/create-app.js';
import { newWorld, type World } from './world.js';

export * from './world.js';

export interface TestApp {
  app: NestFastifyApplication;
  world: World;
  close(): Promise<void>;
}

/** The real application on a fresh world, ready for requests (`app.inject` or `app.getHttpServer()`); with modules of the test's own, if it has any. */
export async function startApp(extra: Record<string, string> = {}, world?: World, modules: NonNullable<ModuleMetadata['imports']> = []): Promise<TestApp> {
  const own = world ?? (await newWorld(extra));
  const config = loadConfig({ ...own.env, ...extra });
  const root = AppModule.of(config);
  const app = await createApp({ ...root, imports: [...(root.imports ?? []), ...modules] }, config, { logger: false });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    world: own,
    close: async () => {
      await app.close();
      if (!world) await own.close();
    },
  };
}
