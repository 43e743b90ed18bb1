import { existsSync } from 'node:fs';
import { DataSource } from 'typeorm';

interface Driver {
  backup(to: string, options: { progress: () => number }): Promise<unknown>;
}

/** An SQLite file as it lies on the disk, also while the product works on it; for copies, never for the product's own work. */
export class SqliteFile {
  private constructor(private readonly source: DataSource) {}

  /** @returns undefined when there is none. */
  static async open(path: string): Promise<SqliteFile | undefined> {
    if (!existsSync(path)) return undefined;
    return new SqliteFile(
      await new DataSource({ type: 'better-sqlite3', database: path, fileMustExist: true, timeout: 2000 }).initialize(),
    );
  }

  rows<T>(sql: string): Promise<T[]> {
    return this.source.query(sql);
  }

  /**
   * SQLite's online backup: one committed state, while others write. In a single step, for a copy in several begins anew whenever another
   * process has written, and would never end under load.
   */
  async copyTo(path: string): Promise<void> {
    const { databaseConnection } = this.source.driver as unknown as { databaseConnection: Driver };
    await databaseConnection.backup(path, { progress: () => 0x7fffffff });
  }

  close(): Promise<void> {
    return this.source.destroy();
  }
}
