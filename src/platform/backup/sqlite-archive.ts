import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { SqliteFile } from '../database/sqlite-file.js';
import { backupErrors } from './backup.errors.js';
import { checkFile } from './checked-stream.js';
import { DatabaseArchive, type DatabasePart, placeOfSample, type PreparedDatabase, SAMPLES } from './database-archive.js';
import { differences } from './table-counts.js';

const FILE = 'database.sqlite';

/** The embedded database: one file. */
export class SqliteArchive extends DatabaseArchive {
  readonly kind = 'sqlite';

  constructor(private readonly path: string) {
    super();
  }

  async fileNames(): Promise<Set<string>> {
    return this.with(fileNamesOf);
  }

  async sealedSamples(): Promise<{ sealed: string; place: string }[]> {
    return this.with(samplesOf);
  }

  async copyInto(folder: string): Promise<DatabasePart> {
    const target = join(folder, FILE);
    await this.with((file) => file.copyTo(target));
    await chmod(target, 0o600);
    const seen = await look(target);
    await flush(target);
    const { bytes, sha256 } = (await checkFile(target))!;
    return { kind: this.kind, file: FILE, bytes, sha256, ...seen };
  }

  async occupied(): Promise<string | undefined> {
    const file = await SqliteFile.open(this.path);
    if (!file) return undefined;
    try {
      // leaving the write-ahead log is refused while anybody else has the file open
      await file.rows('PRAGMA journal_mode = DELETE');
    } catch (error) {
      if (/locked|busy/i.test(String(error))) throw backupErrors['restore.running']({ what: this.path });
    } finally {
      await file.close();
    }
    return this.path;
  }

  async prepare(folder: string, part: DatabasePart): Promise<PreparedDatabase> {
    const draft = `${this.path}.restoring-${randomBytes(4).toString('hex')}`;
    const replaced = draft.replace('.restoring-', '.replaced-');
    const clear = async () => {
      for (const path of [draft, replaced]) await rm(path, { force: true });
    };
    try {
      await mkdir(dirname(this.path), { recursive: true });
      await copyFile(join(folder, FILE), draft);
      const faults = differences(part, await look(draft));
      if (faults.length) throw backupErrors['restore.counts']({ tables: faults.join(', ') });
      await flush(draft);
    } catch (error) {
      await clear();
      throw error;
    }
    return {
      sealedSamples: () => withFile(draft, samplesOf),
      fileNames: () => withFile(draft, fileNamesOf),
      // the old one is kept beside by a second name, and its place is taken at one stroke: there is always a whole database
      swap: async () => {
        if (existsSync(this.path)) await link(this.path, replaced);
        for (const end of ['-wal', '-shm']) await rm(this.path + end, { force: true });
        await rename(draft, this.path);
        await flush(dirname(this.path));
      },
      clear,
    };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private with<T>(work: (file: SqliteFile) => Promise<T>): Promise<T> {
    return withFile(this.path, work);
  }
}

async function withFile<T>(path: string, work: (file: SqliteFile) => Promise<T>): Promise<T> {
  const file = await SqliteFile.open(path);
  if (!file) throw backupErrors['backup.no-database']({ place: path });
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

const fileNamesOf = async (file: SqliteFile) =>
  new Set((await file.rows<{ name: string }>('SELECT name FROM stored_file')).map((row) => row.name));

async function samplesOf(file: SqliteFile): Promise<{ sealed: string; place: string }[]> {
  const ends = ['ASC', 'DESC'].map((order) =>
    file.rows<{ subject: string; subjectId: string; wrapped: string }>(`${SAMPLES} ORDER BY id ${order} LIMIT 3`),
  );
  return (await Promise.all(ends)).flat().map((row) => ({ sealed: row.wrapped, place: placeOfSample(row) }));
}

/** Whether the file is sound, and what is in it. It stays a single file. */
function look(path: string): Promise<Pick<DatabasePart, 'server' | 'migrations' | 'tables'>> {
  return withFile(path, async (file) => {
    await file.rows('PRAGMA journal_mode = DELETE');
    const [sound] = await file.rows<{ integrity_check: string }>('PRAGMA integrity_check(1)');
    if (sound?.integrity_check !== 'ok') throw new Error(`the copy is not sound: ${sound?.integrity_check}`);
    const [version] = await file.rows<{ version: string }>('SELECT sqlite_version() AS version');
    const names = await file.rows<{ name: string }>(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
    );
    const tables: Record<string, number> = {};
    for (const { name } of names) tables[name] = (await file.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM "${name}"`))[0]!.n;
    const migrations = await file.rows<{ name: string }>('SELECT name FROM migrations ORDER BY id');
    return { server: `SQLite ${version!.version}`, migrations: migrations.map((row) => row.name), tables };
  });
}

/** To the disk; a folder's is the durability of what was renamed in it. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}
