import 'reflect-metadata';
import { AppModule } from '../../src/app.module.js';
import { Clock } from '../../src/platform/context/clock.js';
import { loadConfig } from '../../src/platform/config/load-config.js';
import { createApp } from '../../src/platform/http/create-app.js';
import { ReclaimService } from '../../src/modules/distribution/reclaim/reclaim.service.js';

// Reclaims on its own, says how far it is after each batch, and is killed in the middle.
const { env, now } = JSON.parse(process.env['RECLAIM_WORLD'] ?? '{}') as { env: Record<string, string>; now: number };
const config = loadConfig(env);
const app = await createApp(AppModule.of(config), config, { logger: false });
await app.init();
app.get(Clock).set(now);
await app
  .get(ReclaimService, { strict: false })
  .run({ progress: (done) => process.stdout.write(`${done}\n`), stopped: () => false, before: 0 });
process.stdout.write('end\n');
