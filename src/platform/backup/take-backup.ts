import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config/config.js';
import { Clock, iso } from '../context/clock.js';
import { Vault } from '../vault/vault.js';
import { archiveOf, demandDatabase, storeOf } from './archive-of.js';
import { BackupFolder } from './backup-folder.js';
import { backupErrors } from './backup.errors.js';
import { type DatabaseArchive, opens } from './database-archive.js';
import { bytesOf, copyNew, listText } from './file-archive.js';
import { FILES_LIST, hashOf, KEYS, type Manifest, MANIFEST } from './manifest.js';
import { productVersion } from './product-version.js';
import { sealKeys } from './sealed-keys.js';

export interface BackupRequest {
  readonly config: Config;
  readonly to: string;
  readonly passphrase: string;
  readonly searchPath: string;
  /** Hears that the process shall end; the unfinished folder is removed then. */
  readonly signal?: AbortSignal;
}

const SHORTEST = 12;
/** Milliseconds that a stopped backup waits for what it was writing. */
const WAITS_FOR = 5000;

/**
 * Database, files and keys of a product that may be running, in one folder. Files are copied before and after the database: one never changes,
 * and none is removed before a day has passed without a row for it, so that every file the copied database knows is there.
 * @throws refusals of `backup.errors.ts`; nothing is left behind then.
 */
export async function takeBackup(request: BackupRequest): Promise<{ folder: string; manifest: Manifest }> {
  const { config, to, passphrase, searchPath } = request;
  if (passphrase.length < SHORTEST) throw backupErrors['backup.passphrase']();
  demandDatabase(config);
  const archive = await archiveOf(config, searchPath);
  try {
    if (!opens(new Vault(config), await archive.sealedSamples())) throw backupErrors['backup.wrong-key']();
    const folder = await BackupFolder.make(to);
    const filled = fill(folder, archive, request);
    try {
      const manifest = await Promise.race([filled, stopped(request.signal)]);
      return { folder: await folder.finish(), manifest };
    } catch (error) {
      await folder.discard();
      // what was being written when it was told to end may have come after that
      await Promise.race([filled.catch(() => undefined), sleep(WAITS_FOR, undefined, { ref: false })]);
      await folder.discard();
      throw error;
    }
  } finally {
    await archive.close();
  }
}

function stopped(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(backupErrors['backup.stopped']())));
}

async function fill(folder: BackupFolder, archive: DatabaseArchive, { config, passphrase }: BackupRequest): Promise<Manifest> {
  const store = storeOf(config);
  const files = new Map<string, { bytes: number; sha256: string }>();
  const known = await archive.fileNames();
  await copyNew(store, folder.draft, files);
  const database = await archive.copyInto(folder.draft);
  await copyNew(store, folder.draft, files);
  const stillKnown = await archive.fileNames();

  const list = listText(files);
  const manifest: Manifest = {
    format: 1,
    product: 'tide-crm',
    version: productVersion(),
    createdAt: iso(new Clock().now()),
    database,
    files: {
      sha256: hashOf(list),
      count: files.size,
      bytes: bytesOf(files),
      // known before and after: the copied database knows them too
      missing: [...known].filter((name) => stillKnown.has(name) && !files.has(name)).sort(),
    },
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const { jwtSecret, sessionSecret, encryptionKey, previousEncryptionKey } = config;
  const secrets = {
    ...{ JWT_SECRET: jwtSecret, SESSION_SECRET: sessionSecret, ENCRYPTION_KEY: encryptionKey },
    ...(previousEncryptionKey ? { ENCRYPTION_KEY_PREVIOUS: previousEncryptionKey } : {}),
  };
  await folder.write(FILES_LIST, list);
  await folder.write(KEYS, await sealKeys(secrets, passphrase, hashOf(text)));
  await folder.write(MANIFEST, text);
  return manifest;
}
