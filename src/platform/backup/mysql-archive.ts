import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { backupErrors } from './backup.errors.js';
import { CheckedStream } from './checked-stream.js';
import { DatabaseArchive, type DatabasePart, type PreparedDatabase } from './database-archive.js';
import { DumpScanner } from './dump-scanner.js';
import { MysqlClient, type MysqlPlace, placeOf } from './mysql-client.js';
import { MysqlServer } from './mysql-server.js';
import { differences } from './table-counts.js';

const FILE = 'database.sql.gz';
/** No right to a database: of the user, or of the server's rules. */
const DENIED = new Set([1044, 1045, 1142, 1227]);

/** MySQL or MariaDB: a dump in one snapshot; put back beside the target and then exchanged with it. */
export class MysqlArchive extends DatabaseArchive {
  readonly kind = 'mysql';

  private constructor(
    private readonly place: MysqlPlace,
    private readonly server: MysqlServer,
    /** Where programs are looked for. */
    private readonly path: string,
  ) {
    super();
  }

  static async connect(url: string, path: string): Promise<MysqlArchive> {
    const place = placeOf(url);
    return new MysqlArchive(place, await MysqlServer.connect(place), path);
  }

  fileNames(): Promise<Set<string>> {
    return this.server.fileNames(this.place.database);
  }

  async sealedSamples(): Promise<{ sealed: string; place: string }[]> {
    const { database } = this.place;
    if (!(await this.server.tables(database)).includes('migrations')) throw backupErrors['backup.no-database']({ place: database });
    return this.server.sealedSamples(database);
  }

  async copyInto(folder: string): Promise<DatabasePart> {
    const before = await this.server.migrations(this.place.database);
    const scanner = new DumpScanner();
    const checked = new CheckedStream();
    const client = await MysqlClient.start('dump', this.server.version, this.place, this.path);
    const target = createWriteStream(join(folder, FILE), { mode: 0o600, flags: 'wx', flush: true });
    try {
      await Promise.all([client.ended(), pipeline(client.output, scanner, createGzip({ level: 4 }), checked, target)]);
    } finally {
      client.kill();
    }
    if (!scanner.completed) throw backupErrors['backup.client-failed']({ program: client.program, reason: 'no last line' });
    const migrations = await this.server.migrations(this.place.database);
    // a snapshot of rows is none of the tables' shapes
    if (migrations.join() !== before.join()) throw backupErrors['backup.schema-moved']();
    const tables = Object.fromEntries(scanner.tables);
    return { kind: this.kind, server: this.server.version, file: FILE, bytes: checked.bytes, sha256: checked.sha256, migrations, tables };
  }

  async occupied(): Promise<string | undefined> {
    const { database } = this.place;
    if (!(await this.server.exists(database))) throw backupErrors['restore.no-target']({ database });
    const others = await this.server.connections(database);
    if (others) throw backupErrors['restore.running']({ what: `${database}: ${others}` });
    return (await this.server.tables(database)).length ? database : undefined;
  }

  async prepare(folder: string, part: DatabasePart): Promise<PreparedDatabase> {
    const { database } = this.place;
    const [prepared, replaced] = [`${database}_restoring`, `${database}_replaced`];
    const clear = async () => {
      for (const name of [prepared, replaced]) await this.server.drop(name);
    };
    await this.makeRoom([prepared, replaced], part);
    try {
      await this.load(join(folder, FILE), prepared);
      const tables = await this.server.tables(prepared);
      const found = { tables: await this.server.counts(prepared, tables), migrations: await this.server.migrations(prepared) };
      const faults = differences(part, found);
      if (faults.length) throw backupErrors['restore.counts']({ tables: faults.join(', ') });
    } catch (error) {
      await clear();
      throw error;
    }
    return {
      sealedSamples: () => this.server.sealedSamples(prepared),
      fileNames: () => this.server.fileNames(prepared),
      swap: () => this.server.exchange(database, prepared, replaced),
      clear,
    };
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** What is left of a restore that was killed is thrown away; anything else of that name is not ours. */
  private async makeRoom(databases: readonly string[], part: DatabasePart): Promise<void> {
    for (const name of databases) {
      const strange = (await this.server.tables(name)).find((table) => !(table in part.tables));
      if (strange) throw backupErrors['restore.room-taken']({ database: name, table: strange });
    }
    try {
      for (const name of databases) await this.server.createEmpty(name);
    } catch (error) {
      if (!DENIED.has((error as { errno?: number }).errno ?? 0)) throw error;
      const pattern = `${this.place.database.replaceAll('_', '\\_')}\\_%`;
      const grant = `GRANT ALL ON \`${pattern}\`.* TO '${this.place.user}'@'%';`;
      throw backupErrors['restore.no-right']({ databases: databases.join(', '), grant });
    }
  }

  private async load(file: string, database: string): Promise<void> {
    const client = await MysqlClient.start('load', this.server.version, { ...this.place, database }, this.path);
    client.output.resume();
    try {
      const fed = pipeline(createReadStream(file), createGunzip(), client.input).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error; // it ended first, and says why
      });
      await Promise.all([client.ended(), fed]);
    } finally {
      client.kill();
    }
  }
}
