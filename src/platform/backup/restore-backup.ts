import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Config } from '../config/config.js';
import { findSecrets, replaceSecrets, type Secrets } from '../config/kept-secrets.js';
import { type Environment, loadConfig, secretsGiven } from '../config/load-config.js';
import { migrationNames } from '../database/data-source.js';
import type { FileStore } from '../files/file-store.js';
import { Vault } from '../vault/vault.js';
import { archiveOf, storeOf } from './archive-of.js';
import { backupErrors } from './backup.errors.js';
import { checkFile } from './checked-stream.js';
import { type DatabaseArchive, opens } from './database-archive.js';
import { contentOf, damaged, type FileList, putAll, readList } from './file-archive.js';
import { FILES_LIST, hashOf, KEYS, type Manifest, readManifest } from './manifest.js';
import { openKeys } from './sealed-keys.js';

export interface RestoreRequest {
  readonly from: string;
  readonly passphrase: string;
  /** Whether what is at the target may be replaced. */
  readonly replace: boolean;
  readonly env: Environment | undefined;
  readonly searchPath: string;
}

/** A backup that is what it says of itself. */
interface Checked {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly secrets: Secrets;
  readonly files: FileList;
}

/** The keys of a backup. @throws restore.not-a-backup, restore.manifest, restore.keys, backup.passphrase */
export async function keysOf(from: string, passphrase: string): Promise<{ secrets: Secrets; manifest: Manifest }> {
  const folder = resolve(from);
  const { manifest, hash } = await readManifest(folder);
  if (!passphrase) throw backupErrors['backup.passphrase']();
  const sealed = await readFile(join(folder, KEYS), 'utf8').catch(() => '');
  return { secrets: await openKeys(sealed, passphrase, hash), manifest };
}

/**
 * Puts a backup back: everything is checked, then loaded beside the target, checked again, and exchanged at one stroke. Until then the target
 * is as it was, whatever happens; files are added before, when no row speaks of them yet, and superfluous ones removed after.
 * @throws refusals of `backup.errors.ts`
 */
export async function restoreBackup(request: RestoreRequest): Promise<{ manifest: Manifest; config: Config }> {
  const backup = await check(request);
  const config = loadConfig(request.env, { otherwise: backup.secrets, make: false });
  demandKeys(config, backup, request);
  const archive = await archiveOf(config, request.searchPath);
  try {
    const { kind } = backup.manifest.database;
    if (archive.kind !== kind) throw backupErrors['restore.other-database']({ from: backup.manifest.database.server, to: archive.kind });
    const store = storeOf(config);
    await demandRoom(archive, store, config, request);
    await putBack(backup, config, archive, store, secretsGiven(request.env));
    return { manifest: backup.manifest, config };
  } finally {
    await archive.close();
  }
}

async function check({ from, passphrase }: RestoreRequest): Promise<Checked> {
  const folder = resolve(from);
  const { secrets, manifest } = await keysOf(folder, passphrase);
  const known = new Set(await migrationNames());
  const unknown = manifest.database.migrations.filter((name) => !known.has(name));
  if (unknown.length) throw backupErrors['restore.newer']({ version: manifest.version, unknown: unknown.join(', ') });
  const list = await readFile(join(folder, FILES_LIST), 'utf8').catch(() => '');
  if (hashOf(list) !== manifest.files.sha256) throw backupErrors['restore.damaged']({ files: FILES_LIST });
  const files = await readList(folder);
  const { file, bytes, sha256 } = manifest.database;
  const seen = await checkFile(join(folder, file));
  const faults = [
    ...(seen?.bytes === bytes && seen.sha256 === sha256 ? [] : [file]),
    ...(files.size === manifest.files.count ? [] : [FILES_LIST]),
    ...(await damaged(folder, files)),
  ];
  if (faults.length) throw backupErrors['restore.damaged']({ files: faults.slice(0, 10).join(', ') });
  return { folder, manifest, secrets, files };
}

/** What was sealed under the backup's key must open after the restore too. */
function demandKeys(config: Config, { secrets }: Checked, { from }: RestoreRequest): void {
  const held = [config.encryptionKey, config.previousEncryptionKey];
  const needed = [secrets.ENCRYPTION_KEY, secrets.ENCRYPTION_KEY_PREVIOUS].filter((key) => key !== undefined);
  if (needed.every((key) => held.includes(key))) return;
  throw backupErrors['restore.other-keys']({ command: `npm run restore -- --from ${from} --keys keys.env` });
}

async function demandRoom(archive: DatabaseArchive, store: FileStore, config: Config, { replace, env }: RestoreRequest): Promise<void> {
  const database = await archive.occupied();
  if (replace) return;
  const file = await contentOf(store)[Symbol.asyncIterator]().next();
  const secrets = !secretsGiven(env) && findSecrets(config.dataDir) ? `${config.dataDir}/secrets.json` : undefined;
  const there = [database, file.done ? undefined : config.filesUrl, secrets].filter((what) => what !== undefined);
  if (there.length) throw backupErrors['restore.not-empty']({ what: there.join(', ') });
}

async function putBack(backup: Checked, config: Config, archive: DatabaseArchive, store: FileStore, given: boolean): Promise<void> {
  const { folder, manifest, secrets, files } = backup;
  const prepared = await archive.prepare(folder, manifest.database);
  try {
    if (!opens(new Vault(config), await prepared.sealedSamples())) throw backupErrors['restore.keys']();
    await putAll(folder, files, store);
    const keepSecrets = given ? undefined : replaceSecrets(config.dataDir, secrets);
    await prepared.swap();
    keepSecrets?.();
  } finally {
    await prepared.clear();
  }
  for await (const name of contentOf(store)) if (!files.has(name)) await store.remove(name);
}
