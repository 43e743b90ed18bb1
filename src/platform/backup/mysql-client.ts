import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { backupErrors } from './backup.errors.js';

/** Where a server is and who asks. */
export interface MysqlPlace {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export function placeOf(url: string): MysqlPlace {
  const { hostname, port, username, password, pathname } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
  };
}

type Purpose = 'dump' | 'load';
const PROGRAMS: Record<Purpose, readonly string[]> = { dump: ['mariadb-dump', 'mysqldump'], load: ['mariadb', 'mysql'] };

/** The server's own kind of program comes first; either can talk to both. @throws backup.no-client */
function find(purpose: Purpose, server: string, path: string): string {
  const names = /mariadb/i.test(server) ? PROGRAMS[purpose] : PROGRAMS[purpose].toReversed();
  const found = names.flatMap((name) => path.split(delimiter).map((folder) => join(folder, name))).find(isProgram);
  if (!found) throw backupErrors['backup.no-client']({ programs: names.join(', ') });
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const COMMON = ['--default-character-set=utf8mb4', '--max-allowed-packet=512M', '--protocol=tcp'];
const ARGUMENTS: Record<Purpose, readonly string[]> = {
  // one snapshot for all tables, no locks, no rights beyond reading
  dump: ['--single-transaction', '--skip-lock-tables', '--quick', '--hex-blob', '--no-tablespaces'],
  // without the client's own commands: what is loaded is statements only
  load: ['--binary-mode', '--batch'],
};
const ORACLE_DUMP = ['--set-gtid-purged=OFF', '--column-statistics=0'];

/** One run of a database program. Its password travels in its environment: arguments are everybody's to read. */
export class MysqlClient {
  private readonly end: Promise<number | string | null>;
  private readonly said: Promise<string>;

  private constructor(
    readonly program: string,
    private readonly child: ChildProcessByStdio<Writable, Readable, Readable>,
  ) {
    child.stdin.on('error', () => undefined); // how it ended says why
    this.said = text(child.stderr);
    this.end = new Promise((resolve) => {
      child.once('close', (status, signal) => resolve(status ?? signal));
      child.once('error', (error) => resolve(error.message));
    });
  }

  /** @throws backup.no-client */
  static async start(purpose: Purpose, server: string, place: MysqlPlace, path: string): Promise<MysqlClient> {
    const program = find(purpose, server, path);
    const oracle = !/mariadb/i.test(
      await text(spawn(program, ['--no-defaults', '--version'], { stdio: ['ignore', 'pipe', 'ignore'] }).stdout),
    );
    const where = [`--host=${place.host}`, `--port=${place.port}`, `--user=${place.user}`];
    const extra = purpose === 'dump' && oracle ? ORACLE_DUMP : [];
    const child = spawn(program, ['--no-defaults', ...where, ...COMMON, ...ARGUMENTS[purpose], ...extra, place.database], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { PATH: path, ...(place.password ? { MYSQL_PWD: place.password } : {}) },
    });
    return new MysqlClient(program, child);
  }

  get input(): Writable {
    return this.child.stdin;
  }

  get output(): Readable {
    return this.child.stdout;
  }

  /** @throws backup.client-failed with its last words. */
  async ended(): Promise<void> {
    const [code, said] = await Promise.all([this.end, this.said]);
    if (code === 0) return;
    const reason = said.trim().split('\n').slice(-3).join(' ').slice(0, 500) || String(code);
    throw backupErrors['backup.client-failed']({ program: this.program, reason });
  }

  kill(): void {
    this.child.kill('SIGKILL');
  }
}
