import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const SECRETS = ['JWT_SECRET', 'SESSION_SECRET', 'ENCRYPTION_KEY'] as const;
/** The three secrets by their names, and the key before the present one, if there was one. */
export type Secrets = { [K in (typeof SECRETS)[number] | 'ENCRYPTION_KEY_PREVIOUS']?: string | undefined };
interface Known {
  jwtSecret: string;
  sessionSecret: string;
  encryptionKey: string;
  previousEncryptionKey: string | null;
}

/**
 * Secrets that are not given are made once and kept in the data folder, readable by its owner only.
 * @throws when they are not there and `make` is false.
 */
export function keptSecrets(given: Secrets, dataDir: string, make = true): Known {
  const kept: Secrets = allGiven(given) ? {} : make ? readOrMake(dataDir) : read(dataDir);
  const value = (name: keyof Secrets) => given[name] ?? kept[name] ?? '';
  return {
    jwtSecret: value('JWT_SECRET'),
    sessionSecret: value('SESSION_SECRET'),
    encryptionKey: value('ENCRYPTION_KEY'),
    previousEncryptionKey: value('ENCRYPTION_KEY_PREVIOUS') || null,
  };
}

export const allGiven = (given: Secrets): boolean => SECRETS.every((name) => given[name]);
const pathIn = (dataDir: string) => join(dataDir, 'secrets.json');
const read = (dataDir: string): Secrets => JSON.parse(readFileSync(pathIn(dataDir), 'utf8')) as Secrets;

/** What is kept there; undefined when nothing is. */
export function findSecrets(dataDir: string): Secrets | undefined {
  try {
    return read(dataDir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

/** Writes them beside, and returns what puts them into place. */
export function replaceSecrets(dataDir: string, secrets: Secrets): () => void {
  const draft = `${pathIn(dataDir)}.${randomBytes(4).toString('hex')}`;
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(draft, JSON.stringify(secrets, null, 2), { mode: 0o600, flush: true });
  return () => renameSync(draft, pathIn(dataDir));
}

function readOrMake(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true });
  const fresh = Object.fromEntries(SECRETS.map((name) => [name, randomBytes(32).toString('base64url')]));
  try {
    writeFileSync(pathIn(dataDir), JSON.stringify(fresh, null, 2), { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return read(dataDir);
  }
}
