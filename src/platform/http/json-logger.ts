import type { LoggerService } from '@nestjs/common';
import { ClsServiceManager } from 'nestjs-cls';
import { pino, type DestinationStream, type Logger } from 'pino';
import type { Config } from '../config/config.js';
import { loggable, loggableError } from './log-text.js';

/** Never in a log, wherever it stands in what is logged. */
const SECRETS = [
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'authorization',
  'cookie',
  'secret',
  'idNumber',
  'phone',
  'email',
  'qq',
];
const REDACTED = SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** One JSON object a line: a name with a line break in it stays within its line. Each has the request it belongs to. */
export function createPino(config: Config, to?: DestinationStream): Logger {
  return pino(
    {
      level: config.logLevel,
      base: { role: config.role, pid: process.pid },
      serializers: { err: loggableError },
      redact: { paths: REDACTED, censor: '[redacted]' },
      mixin: () => {
        const context = ClsServiceManager.getClsService();
        const requestId = context.isActive() ? (context.get('requestId') as string | undefined) : undefined;
        return requestId ? { requestId } : {};
      },
    },
    to ?? pino.destination({ dest: 1, sync: false }),
  );
}

type Level = 'info' | 'error' | 'warn' | 'debug' | 'trace' | 'fatal';

/** What Nest says about every module and route at each start. */
const CHATTER = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer']);

/** Nest's logger on pino. The last text given is the place it was logged from. */
export class JsonLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  log = (message: unknown, ...rest: unknown[]) => this.write('info', message, rest);
  error = (message: unknown, ...rest: unknown[]) => this.write('error', message, rest);
  warn = (message: unknown, ...rest: unknown[]) => this.write('warn', message, rest);
  debug = (message: unknown, ...rest: unknown[]) => this.write('debug', message, rest);
  verbose = (message: unknown, ...rest: unknown[]) => this.write('trace', message, rest);
  fatal = (message: unknown, ...rest: unknown[]) => this.write('fatal', message, rest);

  private write(level: Level, message: unknown, rest: unknown[]): void {
    const texts = rest.filter((part): part is string => typeof part === 'string');
    const place = texts.at(-1);
    if (level === 'info' && place && CHATTER.has(place)) return this.pino.debug({ place }, String(message));
    const stack = texts.length > 1 ? { stack: loggable(texts[0]!) } : {};
    if (message instanceof Error) this.pino[level]({ err: message, place }, loggable(message.message));
    else if (typeof message === 'object' && message !== null) this.pino[level]({ ...message, place, ...stack });
    else this.pino[level]({ place, ...stack }, loggable(String(message)));
  }
}
