import 'reflect-metadata';
import { AppModule } from '../../../src/app.module.js';
import { loadConfig } from '../../../src/platform/config/load-config.js';
import { createApp } from '../../../src/platform/http/create-app.js';
import { JobTuning } from '../../../src/platform/jobs/job-tuning.js';

/** So that what a dead worker left is taken up at once. */
const HASTY: Partial<JobTuning> = { pollMs: 50, beatMs: 50, rescueMs: 50, backoffMs: 20, leaseMs: 1500, resendMs: 500, redisMs: 500 };

// The application as a worker of its own, to be killed: says `ready` and works until then.
const world = JSON.parse(process.env['CHILD_WORLD']!) as Record<string, string>;
const config = loadConfig({ ...world, ROLE: world['DATABASE_URL'] ? 'worker' : 'all' });
const app = await createApp(AppModule.of(config), config, { logger: false });
Object.assign(app.get(JobTuning, { strict: false }), HASTY);
await app.init();
process.stdout.write('ready\n');
