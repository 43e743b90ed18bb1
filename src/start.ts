import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { demoAccounts } from './demo/demo-password.js';
import { fillWithDemoData } from './demo/first-start.js';
import { languageOfTerminal } from './demo/terminal.js';
import type { Config } from './platform/config/config.js';
import { ConfigError, loadConfig } from './platform/config/load-config.js';
import { whyUnreachable } from './platform/database/reach-database.js';
import { createApp } from './platform/http/create-app.js';
import { whyPortTaken } from './platform/http/reach-port.js';
import { createPino, JsonLogger } from './platform/http/json-logger.js';
import { Declarations } from './platform/registry/declarations.js';
import { StartNotice } from './platform/registry/start-notice.js';

/** What is running may finish for so long; the promise to the outside is 30 s. */
const FAREWELL = 28_000;

function readConfig(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

const config = readConfig();
const log = createPino(config);

function die(error: unknown, what: string): never {
  log.fatal({ err: error }, what);
  // a log that is sent to nowhere must not hide why nothing runs
  if (config.logLevel === 'silent') process.stderr.write(`${what}: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
// one lost promise is a fault of ours, and no reason to leave everybody else without answers
process.on('unhandledRejection', (reason) => log.error({ err: reason }, 'a promise was rejected and nobody looked'));
process.on('uncaughtException', (error) => die(error, 'an exception was not caught'));

const leave = () => process.exit(0);
/** As process 1 of a container nothing ends it that it does not listen to: until it runs there is nothing to finish. */
process.on('SIGTERM', leave).on('SIGINT', leave);

/** Finishes what is running, hands jobs back, and ends. A second signal does not wait. */
function endOn(app: NestFastifyApplication): void {
  let ending = false;
  const end = (signal: NodeJS.Signals) => {
    if (ending) process.exit(1);
    ending = true;
    log.info(`${signal}: finishing`);
    setTimeout(() => die(new Error(`not finished within ${FAREWELL} ms`), 'the end was forced'), FAREWELL).unref();
    app.close().then(
      () => process.exit(0),
      (error: unknown) => die(error, 'the end failed'),
    );
  };
  process.off('SIGTERM', leave).off('SIGINT', leave);
  process.on('SIGTERM', end).on('SIGINT', end);
}

async function announce(app: NestFastifyApplication): Promise<void> {
  const notices = await Promise.all(
    app
      .get(Declarations)
      .implementationsOf(StartNotice)
      .map((notice) => notice.lines()),
  );
  const addresses = config.runsWeb
    ? [
        `Tide CRM is running at ${config.publicUrl} (listening on ${await app.getUrl()})`,
        `  back office    ${config.publicUrl}/admin`,
        `  documentation  ${config.publicUrl}/api/docs`,
      ]
    : ['Tide CRM works on jobs'];
  process.stdout.write(
    `\n${[...addresses, ...notices.flat(), ...(config.demoData ? demoAccounts(config.dataDir, languageOfTerminal()) : [])].join('\n')}\n\n`,
  );
}

// before the demo data, which take a while
const unreachable = (await whyPortTaken(config)) ?? (await whyUnreachable(config));
if (unreachable) {
  process.stderr.write(`${unreachable}\n`);
  process.exit(1);
}
try {
  await fillWithDemoData(config);
  const app = await createApp(AppModule.of(config), config, { logger: new JsonLogger(log) });
  endOn(app);
  if (config.runsWeb) await app.listen(config.port, config.host);
  else await app.init();
  await announce(app);
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).syscall === 'listen' && (await whyPortTaken(config));
  if (taken) {
    process.stderr.write(`${taken}\n`);
    process.exit(1);
  }
  die(error, 'Tide CRM could not start');
}
