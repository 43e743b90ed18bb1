import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NAMES = ['JWT_SECRET', 'SESSION_SECRET', 'ENCRYPTION_KEY'] as const;
type Given = { [K in (typeof NAMES)[number]]?: string | undefined };

/** Secrets that are not given are made once and kept in the data folder, readable by its owner only. */
export function keptSecrets(given: Given, dataDir: string): { jwtSecret: string; sessionSecret: string; encryptionKey: string } {
  const kept: Given = NAMES.every((name) => given[name]) ? {} : readOrMake(dataDir);
  const value = (name: (typeof NAMES)[number]) => given[name] ?? kept[name] ?? '';
  return { jwtSecret: value('JWT_SECRET'), sessionSecret: value('SESSION_SECRET'), encryptionKey: value('ENCRYPTION_KEY') };
}

function readOrMake(dataDir: string): Given {
  const path = join(dataDir, 'secrets.json');
  mkdirSync(dataDir, { recursive: true });
  const fresh = Object.fromEntries(NAMES.map((name) => [name, randomBytes(32).toString('base64url')]));
  try {
    writeFileSync(path, JSON.stringify(fresh, null, 2), { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return JSON.parse(readFileSync(path, 'utf8')) as Given;
  }
}
