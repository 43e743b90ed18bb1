import { createCipheriv, createDecipheriv, randomBytes, scrypt, type ScryptOptions } from 'node:crypto';
import { z } from 'zod';
import type { Secrets } from '../config/kept-secrets.js';
import { backupErrors } from './backup.errors.js';

/** Half a second and 128 MB for each guess at a passphrase. Tests seal by the hundred, and more cheaply. */
export const COST = { N: 2 ** 17, r: 8, p: 1 };
/** What is opened may have been sealed with less; more would be an attack on this machine. */
const cost = (most: number) => z.int().min(1).max(most);
const LENGTH = 32;
const base64 = z.string().regex(/^[\w-]+$/);
const sealed = z.strictObject({
  kdf: z.literal('scrypt'),
  N: cost(2 ** 17),
  r: cost(8),
  p: cost(1),
  salt: base64,
  cipher: z.literal('aes-256-gcm'),
  nonce: base64,
  tag: base64,
  keys: base64,
});

/** The secrets under a passphrase, as JSON. `manifestHash` is bound to them: they open only beside the manifest they were sealed for. */
export async function sealKeys(secrets: Secrets, passphrase: string, manifestHash: string): Promise<string> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await keyFrom(passphrase, salt, COST), nonce).setAAD(Buffer.from(manifestHash));
  const keys = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
  const text = (bytes: Buffer) => bytes.toString('base64url');
  const content: z.output<typeof sealed> = {
    ...{ kdf: 'scrypt', ...COST, salt: text(salt) },
    ...{ cipher: 'aes-256-gcm', nonce: text(nonce), tag: text(cipher.getAuthTag()), keys: text(keys) },
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** @throws restore.keys: another passphrase, another manifest, or changed. */
export async function openKeys(content: string, passphrase: string, manifestHash: string): Promise<Secrets> {
  try {
    const { salt, nonce, tag, keys, ...kdf } = sealed.parse(JSON.parse(content));
    const bytes = (text: string) => Buffer.from(text, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', await keyFrom(passphrase, bytes(salt), kdf), bytes(nonce), { authTagLength: 16 });
    decipher.setAAD(Buffer.from(manifestHash)).setAuthTag(bytes(tag));
    return JSON.parse(Buffer.concat([decipher.update(bytes(keys)), decipher.final()]).toString('utf8')) as Secrets;
  } catch {
    throw backupErrors['restore.keys']();
  }
}

function keyFrom(passphrase: string, salt: Buffer, { N, r, p }: typeof COST): Promise<Buffer> {
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r };
  return new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFKC'), salt, LENGTH, options, (error, key) => (error ? reject(error) : resolve(key))),
  );
}
