import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import type { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { peek } from '../platform/database/peek.js';
import { loadDemoData } from './demo-data.js';
import { makeDemoPassword } from './demo-password.js';
import { quietApp } from './quiet-app.js';

const EMPTY = 'SELECT NOT EXISTS (SELECT 1 FROM customer) AND (SELECT COUNT(*) FROM staff) <= 1 AS empty';

/** Nothing but the first administrator is in it, or it is not there at all. One that cannot tell (of another version) is not. */
async function isEmpty(path: string): Promise<boolean> {
  return !existsSync(path) || (await peek<{ empty: number }>(path, EMPTY))?.[0]?.empty === 1;
}

const withCompanions = (path: string): string[] => ['', '-wal', '-shm'].map((end) => path + end);

function toDisk(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

/**
 * Fills the embedded database with demo data before the application opens it, if it is empty and the configuration wants it. It is made in a
 * file beside and put into place when it is whole: a start that is killed half-way leaves nothing behind.
 * @returns whether it did.
 */
export async function fillWithDemoData(config: Config): Promise<boolean> {
  const { sqlitePath, dataDir } = config;
  if (!config.demoData || !config.embedded || config.production || sqlitePath === ':memory:' || !(await isEmpty(sqlitePath))) return false;
  mkdirSync(dataDir, { recursive: true });
  const draft = `${sqlitePath}.demo`;
  for (const file of withCompanions(draft)) rmSync(file, { force: true });
  if (existsSync(sqlitePath)) copyFileSync(sqlitePath, draft);
  const app = await quietApp(config, { sqlitePath: draft });
  try {
    // nothing is lost if this process dies: the draft counts only once it is whole and on the disk
    await app.get(Database, { strict: false }).run('PRAGMA synchronous = OFF');
    await loadDemoData(app, makeDemoPassword(dataDir));
  } finally {
    await app.close();
  }
  toDisk(draft);
  renameSync(draft, sqlitePath);
  return true;
}
