import { DataSource } from 'typeorm';

/** One question to an embedded database before the application opens it. @returns undefined when the file cannot answer it (another version, no database). */
export async function peek<T>(path: string, sql: string): Promise<T[] | undefined> {
  const source = await new DataSource({ type: 'better-sqlite3', database: path, fileMustExist: true }).initialize();
  try {
    return (await source.query(sql)) as T[];
  } catch {
    return undefined;
  } finally {
    await source.destroy();
  }
}
