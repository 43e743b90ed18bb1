import type { Language } from '../context/language.js';

export type Role = 'web' | 'worker' | 'all';

/** One validated, typed object; the only thing made from the environment. See `load-config.ts`. */
export class Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  readonly role: Role;
  /** null: SQLite under `dataDir`. */
  readonly databaseUrl: string | null;
  /** Where SQLite lives; `:memory:` in tests. */
  readonly sqlitePath: string;
  readonly redisUrl: string | null;
  /** Keeps the keys of several installations (and tests) on one Redis apart. */
  readonly redisPrefix: string;
  readonly dataDir: string;
  readonly filesUrl: string;
  readonly publicUrl: string;
  readonly jwtSecret: string;
  readonly sessionSecret: string;
  readonly encryptionKey: string;
  /** Still opens what it sealed, after a rotation. */
  readonly previousEncryptionKey: string | null;
  readonly adminUsername: string;
  readonly adminPassword: string | null;
  readonly demoData: boolean;
  readonly businessTimeZone: string;
  readonly defaultLocale: Language;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly smsGatewayUrl: string | null;
  readonly wecomWebhookUrl: string | null;
  readonly dingtalkWebhookUrl: string | null;
  readonly dingtalkSecret: string | null;
  /** Hosts, addresses and networks that calls may go to though they are none of the internet's. */
  readonly outgoingAllow: readonly string[];
  readonly corsOrigins: readonly string[];
  readonly trustProxy: boolean;
  readonly logLevel: string;
  /** Lets a collector read /metrics from elsewhere than this machine. */
  readonly metricsToken: string | null;
  /** Where figures and health are served beside the product: a worker has no other port. */
  readonly monitorPort: number | null;

  constructor(values: Omit<Config, 'embedded' | 'runsWeb' | 'runsJobs'>) {
    Object.assign(this, values);
  }

  /** SQLite and jobs in this process. */
  get embedded(): boolean {
    return this.databaseUrl === null;
  }

  get runsWeb(): boolean {
    return this.role !== 'worker';
  }

  get runsJobs(): boolean {
    return this.role !== 'web';
  }
}
