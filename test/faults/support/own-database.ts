import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mysql, { type Connection } from 'mysql2/promise';
import { freePort } from '../../free-port.js';

/** A MariaDB of the test's own, with durable commits, which it may kill. */
export class OwnDatabase {
  private server: ChildProcess | undefined;
  private constructor(
    private readonly folder: string,
    readonly port: number,
  ) {}

  static async make(): Promise<OwnDatabase> {
    const folder = mkdtempSync(join(tmpdir(), 'tide-faults-'));
    const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
    const install = ['--no-defaults', `--datadir=${folder}`, ...asRoot, '--auth-root-authentication-method=normal', '--skip-test-db'];
    const { status, stderr } = spawnSync('mariadb-install-db', install, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`mariadb-install-db: ${stderr}`);
    const own = new OwnDatabase(folder, await freePort());
    await own.up();
    await own.empty();
    return own;
  }

  /** `port`: of the proxy in front of it, if any. */
  url(port = this.port): string {
    return `mysql://root@127.0.0.1:${port}/tide`;
  }

  /** For the next test. */
  async empty(): Promise<void> {
    const connection = await this.connect();
    await connection.query('DROP DATABASE IF EXISTS tide');
    await connection.query('CREATE DATABASE tide CHARACTER SET utf8mb4');
    await connection.end();
  }

  async up(): Promise<void> {
    const settings = {
      datadir: this.folder,
      socket: join(this.folder, 'sock'),
      port: this.port,
      'bind-address': '127.0.0.1',
      'innodb-flush-log-at-trx-commit': 1,
      'innodb-buffer-pool-size': '256M',
      'max-connections': 300,
    };
    const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
    const args = ['--no-defaults', ...asRoot, ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`)];
    const mariadbd = spawnSync('sh', ['-c', 'command -v mariadbd || echo /usr/sbin/mariadbd'], { encoding: 'utf8' }).stdout.trim();
    this.server = spawn(mariadbd, args, { stdio: 'ignore' });
    for (let i = 0; i < 300; i++) {
      const answers = await this.connect().then(
        (connection) => connection.end().then(() => true),
        () => false,
      );
      if (answers) return;
      await sleep(100);
    }
    throw new Error('the own MariaDB did not start');
  }

  /** Without a farewell: what it answered "committed" to must be there afterwards. */
  async kill(): Promise<void> {
    const server = this.server;
    this.server = undefined;
    if (!server) return;
    const gone = once(server, 'exit');
    server.kill('SIGKILL');
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private connect(): Promise<Connection> {
    return mysql.createConnection({ host: '127.0.0.1', port: this.port, user: 'root', connectTimeout: 1000 });
  }
}
