import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Config } from '../config/config.js';
import { DiskFileStore } from '../files/disk-file-store.js';
import type { FileStore } from '../files/file-store.js';
import { backupErrors } from './backup.errors.js';
import type { DatabaseArchive } from './database-archive.js';
import { MysqlArchive } from './mysql-archive.js';
import { SqliteArchive } from './sqlite-archive.js';

/** The database of a configuration. `searchPath` is where its programs are looked for. @throws what the driver throws when it does not answer. */
export async function archiveOf(config: Config, searchPath: string): Promise<DatabaseArchive> {
  return config.databaseUrl ? MysqlArchive.connect(config.databaseUrl, searchPath) : new SqliteArchive(config.sqlitePath);
}

export const storeOf = (config: Config): FileStore => new DiskFileStore(fileURLToPath(config.filesUrl));

/** @throws backup.no-database when an embedded one was never made. */
export function demandDatabase(config: Config): void {
  if (config.embedded && !existsSync(config.sqlitePath)) throw backupErrors['backup.no-database']({ place: config.sqlitePath });
}
