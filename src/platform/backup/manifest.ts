import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { backupErrors } from './backup.errors.js';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);

const shape = z.strictObject({
  format: z.literal(1),
  product: z.literal('tide-crm'),
  version: z.string().max(40),
  createdAt: z.iso.datetime(),
  database: z.strictObject({
    kind: z.enum(['sqlite', 'mysql']),
    /** As the server names itself. */
    server: z.string().max(100),
    file: z.enum(['database.sqlite', 'database.sql.gz']),
    bytes: count,
    sha256,
    migrations: z.array(z.string().max(200)).min(1),
    /** Rows of every table. */
    tables: z.record(z.string().regex(/^\w{1,64}$/), count),
  }),
  files: z.strictObject({
    /** Of `files.list`, which has a line for each file. */
    sha256,
    count,
    bytes: count,
    /** Files of which the database knew and whose content was not in the store. */
    missing: z.array(z.string().max(200)),
  }),
});

/** What a backup says of itself; its last file, so that a folder with one is whole. The sealed keys vouch for it. */
export type Manifest = z.output<typeof shape>;

export const MANIFEST = 'manifest.json';
export const FILES_LIST = 'files.list';
export const FILES = 'files';
export const KEYS = 'keys.sealed';

export const hashOf = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** @throws restore.not-a-backup, restore.manifest */
export async function readManifest(folder: string): Promise<{ manifest: Manifest; hash: string }> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') throw backupErrors['restore.not-a-backup']({ folder });
    throw error;
  });
  const parsed = shape.safeParse(parseJson(text));
  if (parsed.success) return { manifest: parsed.data, hash: hashOf(text) };
  const [issue] = parsed.error.issues;
  throw backupErrors['restore.manifest']({ reason: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim() });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw backupErrors['restore.manifest']({ reason: 'JSON' });
  }
}
