import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Injectable, Module } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { SYSTEM } from '../src/platform/auth/principals.js';
import { loadConfig } from '../src/platform/config/load-config.js';
import { restoreBackup } from '../src/platform/backup/restore-backup.js';
import { COST } from '../src/platform/backup/sealed-keys.js';
import { takeBackup } from '../src/platform/backup/take-backup.js';
import { Context } from '../src/platform/context/context.js';
import { Database } from '../src/platform/database/database.js';
import { Files } from '../src/platform/files/files.js';
import { startApp, type TestApp } from './app.js';
import { migratedWorld } from './migrated.js';
import { signIn } from './staff.js';
import { newWorld, onServer, STACK, type World } from './world.js';

// guesses at a passphrase may be cheap here: that the product's are dear is asserted beside the source
COST.N = 2 ** 10;

export const PASSPHRASE = 'a passphrase for backups';
const searchPath = process.env['PATH'] ?? '';
const SECRETS = ['JWT_SECRET', 'SESSION_SECRET', 'ENCRYPTION_KEY'];

export const ID_NUMBER = '11010519491231002X';
export const PAPER = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20_000, 'x')]);

/** Puts files away as the modules do: staged, then kept in a transaction. */
@Injectable()
export class Drawer {
  constructor(
    readonly files: Files,
    readonly context: Context,
  ) {}
  put(sealed: boolean, content = PAPER): Promise<number> {
    return this.context.run({ actor: SYSTEM }, async () =>
      this.keep(await this.files.stage(content, 'paper.pdf', { kinds: ['pdf'], maxBytes: 1e6, sealed })),
    );
  }
  @Transactional() private keep(staged: Awaited<ReturnType<Files['stage']>>): Promise<number> {
    return this.files.keep(staged);
  }
}
@Module({ providers: [Drawer] })
class DrawerModule {}

/** Without jobs on MySQL: a backup's rows are then exactly those the test has written. */
export const start = (world: World) => startApp(STACK === 'mysql' ? { ROLE: 'web' } : {}, world, [DrawerModule]);
export const rows = <T>(house: TestApp, sql: string) => house.app.get(Database, { strict: false }).rows<T>(sql);
export const number = async (house: TestApp, sql: string) => Number(Object.values((await rows<Record<string, number>>(house, sql))[0]!)[0]);

export const databaseOf = (world: World) => new URL(world.env['DATABASE_URL']!).pathname.slice(1);

/** @returns the names of its customers. */
export async function namesIn(world: World): Promise<string[]> {
  const house = await start(world);
  try {
    return (await rows<{ name: string }>(house, 'SELECT name FROM customer')).map((row) => row.name);
  } finally {
    await house.close();
  }
}

/** @returns the names of the files it keeps. */
export const contents = (world: World) =>
  readdirSync(join(world.env['DATA_DIR']!, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();

/** A house on a server has the keys of `other` from now on; what is sealed there under its former ones is gone. */
export async function takeKeysOf(world: World, other: World): Promise<void> {
  for (const name of SECRETS) world.env[name] = other.env[name]!;
  await onServer(`DELETE FROM ${databaseOf(world)}.person_key`);
}

/** A folder for backups, and worlds that are gone with it. */
export class BackupShelf {
  readonly folder = mkdtempSync(join(tmpdir(), 'tide-backup-'));
  private readonly worlds: World[] = [];

  path(name: string): string {
    return join(this.folder, name);
  }

  world(): Promise<World> {
    return this.own(diskWorld());
  }

  /** A place that a backup of `world` may be put into: a server's keys are given to it by hand, an embedded one finds them in the backup. */
  async placeFor(world: World): Promise<World> {
    const place = await this.world();
    if (world.env['DATABASE_URL']) for (const name of SECRETS) place.env[name] = world.env[name]!;
    return place;
  }

  /** A house with a customer and two files, closed again. */
  async furnished(name = '李伟'): Promise<{ world: World; customer: number }> {
    const world = await this.own(diskWorld(migratedWorld));
    const house = await start(world);
    const headers = await signIn(house);
    const payload = { type: 'person', name, phone: '13800138000', person: { idNumber: ID_NUMBER } };
    const made = await house.app.inject({ method: 'POST', url: '/api/customers', headers, payload });
    if (made.statusCode !== 201) throw new Error(made.body);
    for (const sealed of [true, false]) await house.app.get(Drawer).put(sealed);
    await house.close();
    return { world, customer: made.json<{ id: number }>().id };
  }

  async close(): Promise<void> {
    for (const world of this.worlds.splice(0)) await world.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async own(world: Promise<World>): Promise<World> {
    this.worlds.push(await world);
    return world;
  }
}

/** A world on the disk: an embedded database in a file, with the secrets kept beside it, as after `npm start`. */
async function diskWorld(make = newWorld): Promise<World> {
  const world = await make({ SQLITE_PATH: '' });
  if (!world.env['DATABASE_URL']) for (const name of SECRETS) world.env[name] = '';
  return world;
}

export const backUp = (world: World, to: string) => takeBackup({ config: loadConfig(world.env), to, passphrase: PASSPHRASE, searchPath });

export const restoreInto = (world: World, from: string, options: { replace?: boolean; passphrase?: string } = {}) =>
  restoreBackup({ from, passphrase: options.passphrase ?? PASSPHRASE, replace: options.replace ?? false, env: world.env, searchPath });

interface Command extends ChildProcess {
  /** What it said, once it has ended, and with which code or signal. */
  readonly ended: Promise<{ end: number | string | null; said: string }>;
}

/** The command itself, in a process of its own that can be killed. */
export function command(name: 'backup' | 'restore', world: World, ...args: string[]): Command {
  const entry = join(process.cwd(), 'src/platform/backup', `${name}.ts`);
  const child = spawn(process.execPath, ['--import', './test/typescript.mjs', '--no-warnings', entry, ...args], {
    env: { PATH: searchPath, ...world.env, BACKUP_PASSPHRASE: PASSPHRASE, DEFAULT_LOCALE: 'en' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const ended = new Promise<{ end: number | string | null; said: string }>((resolve) =>
    child.once('close', (code, signal) => resolve({ end: code ?? signal, said })),
  );
  return Object.assign(child, { ended });
}

/** The folders of backups that were not finished. */
export const unfinished = (to: string): string[] =>
  readdirSync(dirname(to))
    .filter((name) => name.startsWith(`${basename(to)}.unfinished-`))
    .map((name) => join(dirname(to), name));
