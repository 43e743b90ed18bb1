import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { type Language, LANGUAGES } from '../context/language.js';
import { isNetwork } from '../outgoing/network-list.js';
import { Config } from './config.js';
import { allGiven, keptSecrets, SECRETS, type Secrets } from './kept-secrets.js';

/** Secrets printed in documentation or samples; refused in production. */
const SAMPLES = /^(change-?me|secret|password|sample|example|test|abcdefghijklmnopqrstuvwxyz)/i;

const url = (...protocols: string[]) =>
  z.string().refine((v) => URL.canParse(v) && protocols.includes(new URL(v).protocol), {
    error: `expected an address that starts with ${protocols.join(' or ')}//`,
  });
const flag = z.enum(['true', 'false', '1', '0', 'on', 'off']).transform((v) => ['true', '1', 'on'].includes(v));
const secret = z
  .string()
  .min(32, { error: 'expected at least 32 characters' })
  .refine((v) => !SAMPLES.test(v) && new Set(v).size >= 10, { error: 'expected a random value, not a sample' });

const environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  ROLE: z.enum(['web', 'worker', 'all']).default('all'),
  DATABASE_URL: url('mysql:', 'mariadb:').optional(),
  SQLITE_PATH: z.string().optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w-]{1,40}$/, { error: 'expected letters, digits, _ or -' })
    .default('tide'),
  DATA_DIR: z.string().min(1).default('./data'),
  FILES_URL: url('file:').optional(),
  PUBLIC_URL: url('http:', 'https:').optional(),
  JWT_SECRET: secret.optional(),
  SESSION_SECRET: secret.optional(),
  ENCRYPTION_KEY: secret.optional(),
  ENCRYPTION_KEY_PREVIOUS: secret.optional(),
  ADMIN_USERNAME: z.string().min(1).max(64).default('admin'),
  ADMIN_PASSWORD: z.string().min(8, { error: 'expected at least 8 characters' }).optional(),
  DEMO_DATA: flag.optional(),
  BUSINESS_TIME_ZONE: z
    .string()
    .refine((v) => IANAZone.isValidZone(v), { error: 'expected an IANA time zone such as Asia/Shanghai' })
    .default('Asia/Shanghai'),
  DEFAULT_LOCALE: z.enum(LANGUAGES).default('zh-CN'),
  SMTP_URL: url('smtp:', 'smtps:').optional(),
  MAIL_FROM: z.string().min(3).default('Tide CRM <no-reply@localhost>'),
  SMS_GATEWAY_URL: url('http:', 'https:').optional(),
  WECOM_WEBHOOK_URL: url('http:', 'https:').optional(),
  DINGTALK_WEBHOOK_URL: url('http:', 'https:').optional(),
  DINGTALK_SECRET: z.string().optional(),
  OUTGOING_ALLOW: z
    .string()
    .default('')
    .transform((v) => v.split(/[\s,]+/).filter(Boolean))
    .refine((list) => list.every((one) => isNetwork(one) || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(one)), {
      error: 'expected host names, addresses and networks such as 10.0.0.0/8, separated by commas',
    }),
  CORS_ORIGINS: z
    .string()
    .default('')
    .transform((v) =>
      v
        .split(',')
        .map((s) => s.trim())
        .filter(Boolean),
    )
    .refine((list) => list.every((o) => URL.canParse(o) && new URL(o).origin === o), {
      error: 'expected origins such as https://crm.example.cn, separated by commas',
    }),
  TRUST_PROXY: flag.default(false),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  METRICS_TOKEN: z.string().min(16, { error: 'expected at least 16 characters' }).optional(),
  MONITOR_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  BACKUP_PASSPHRASE: z.string().min(12, { error: 'expected at least 12 characters' }).optional(),
});

/** Every variable there is. */
export const VARIABLES: readonly string[] = Object.keys(environment.shape);

/** The environment is wrong; `message` names every variable and what is expected. */
export class ConfigError extends Error {
  constructor(readonly faults: string[]) {
    super(`The configuration is not usable:\n${faults.map((f) => `  - ${f}`).join('\n')}`);
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;
/** An empty variable is one that is not set. */
const given = (env: Environment) => Object.fromEntries(Object.entries(env).filter(([, v]) => v !== undefined && v !== ''));

/** Whether the environment gives all three secrets itself. */
export const secretsGiven = (env: Environment = process.env): boolean => allGiven(given(env));

/** What backup and restore need to know before there is a configuration. */
export function commandSettings(env: Environment = process.env): { passphrase: string; language: Language; searchPath: string } {
  const { BACKUP_PASSPHRASE, DEFAULT_LOCALE, PATH } = given(env);
  const language = LANGUAGES.find((known) => known === DEFAULT_LOCALE) ?? 'zh-CN';
  return { passphrase: BACKUP_PASSPHRASE ?? '', language, searchPath: PATH ?? '' };
}

interface SecretSources {
  /** Whether those that nobody gives may be made, and kept in the data folder; if not they must be there. */
  make?: boolean;
  /** Taken for those that the environment does not give, outside production. */
  otherwise?: Secrets;
}

/** @throws ConfigError naming every faulty variable. */
export function loadConfig(env: Environment = process.env, secrets: SecretSources = {}): Config {
  const parsed = environment.safeParse(given(env));
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`));
  const e = parsed.data;
  const production = e.NODE_ENV === 'production';
  const embedded = !e.DATABASE_URL;
  const faults: string[] = [];
  if (embedded && e.REDIS_URL)
    faults.push('REDIS_URL: SQLite runs its jobs in the process; set DATABASE_URL to a MySQL or MariaDB as well, or unset REDIS_URL');
  if (embedded && e.ROLE !== 'all') faults.push('ROLE: SQLite serves one process only; expected all, or set DATABASE_URL');
  if (production && e.DEMO_DATA) faults.push('DEMO_DATA: demo data refuses to load when NODE_ENV=production; expected false');
  if (production)
    for (const name of SECRETS) if (!e[name]) faults.push(`${name}: required when NODE_ENV=production, at least 32 random characters`);
  if (faults.length) throw new ConfigError(faults);

  const dataDir = resolve(e.DATA_DIR);
  const known = keptSecrets({ ...secrets.otherwise, ...e }, dataDir, secrets.make ?? true);
  return new Config({
    production,
    port: e.PORT,
    host: e.HOST,
    role: e.ROLE,
    databaseUrl: e.DATABASE_URL ?? null,
    sqlitePath: e.SQLITE_PATH ?? join(dataDir, 'tide.sqlite'),
    redisUrl: e.REDIS_URL ?? null,
    redisPrefix: e.REDIS_PREFIX,
    dataDir,
    filesUrl: e.FILES_URL ?? pathToFileURL(join(dataDir, 'files')).href,
    publicUrl: (e.PUBLIC_URL ?? `http://localhost:${e.PORT}`).replace(/\/$/, ''),
    ...known,
    adminUsername: e.ADMIN_USERNAME,
    adminPassword: e.ADMIN_PASSWORD ?? null,
    demoData: e.DEMO_DATA ?? (embedded && !production),
    businessTimeZone: e.BUSINESS_TIME_ZONE,
    defaultLocale: e.DEFAULT_LOCALE,
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: e.MAIL_FROM,
    smsGatewayUrl: e.SMS_GATEWAY_URL ?? null,
    wecomWebhookUrl: e.WECOM_WEBHOOK_URL ?? null,
    dingtalkWebhookUrl: e.DINGTALK_WEBHOOK_URL ?? null,
    dingtalkSecret: e.DINGTALK_SECRET ?? null,
    outgoingAllow: e.OUTGOING_ALLOW.map((one) => one.toLowerCase()),
    corsOrigins: e.CORS_ORIGINS,
    trustProxy: e.TRUST_PROXY,
    logLevel: e.LOG_LEVEL,
    metricsToken: e.METRICS_TOKEN ?? null,
    monitorPort: e.MONITOR_PORT ?? null,
  });
}
