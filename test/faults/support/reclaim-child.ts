import 'reflect-metadata';
import { AppModule } from '../../../src/app.module.js';
import { Clock } from '../../../src/platform/context/clock.js';
import { loadConfig } from '../../../src/platform/config/load-config.js';
import { JobTuning } from '../../../src/platform/jobs/job-tuning.js';
import { createApp } from '../../../src/platform/http/create-app.js';
import { ReclaimService } from '../../../src/modules/distribution/reclaim/reclaim.service.js';

// Reclaims on its own, says how far it is after each batch, and is killed in the middle.
const { env, now } = JSON.parse(process.env['CHILD_WORLD']!) as { env: Record<string, string>; now: number };
// without jobs: what a schedule did meanwhile would be taken for an outage by the next start, which lives in another month
const config = loadConfig({ ...env, ...(env['DATABASE_URL'] ? { ROLE: 'web' } : {}) });
const app = await createApp(AppModule.of(config), config, { logger: false });
app.get(JobTuning, { strict: false }).concurrency = env['DATABASE_URL'] ? 1 : 0;
await app.init();
app.get(Clock).set(now);
await app
  .get(ReclaimService, { strict: false })
  .run({ progress: (done) => process.stdout.write(`${done}\n`), stopped: () => false, before: 0 });
process.stdout.write('end\n');
