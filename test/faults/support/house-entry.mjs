// The built application in a process of its own, to be broken. It believes in the time it is given and looks after what the dead left sooner than the product would.
import 'reflect-metadata';

// by address: dist is not there before the first build
const built = (file) => import(new URL(`../../../dist/src/${file}`, import.meta.url).href);
const { AppModule } = await built('app.module.js');
const { loadConfig } = await built('platform/config/load-config.js');
const { Clock } = await built('platform/context/clock.js');
const { createApp } = await built('platform/http/create-app.js');
const { JobTuning } = await built('platform/jobs/job-tuning.js');

const HASTY = { pollMs: 50, beatMs: 50, rescueMs: 50, backoffMs: 50, leaseMs: 1500, resendMs: 500, redisMs: 500 };

const { env, now, tuning } = JSON.parse(process.env.WORLD);
const config = loadConfig(env);
const app = await createApp(AppModule.of(config), config, { logger: false });
Object.assign(app.get(JobTuning, { strict: false }), HASTY, tuning);
if (now !== undefined) app.get(Clock, { strict: false }).set(now);
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
if (config.runsWeb) await app.listen(config.port, config.host);
else await app.init();
process.stdout.write(`ready ${config.runsWeb ? await app.getUrl() : ''}\n`);
