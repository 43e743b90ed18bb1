import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';

/** A sealed value that this vault cannot open: another key, another place, or tampered with. Its text never shows the value. */
export class SealBroken extends Error {
  constructor(why: string) {
    super(`the sealed value cannot be opened: ${why}`);
    this.name = 'SealBroken';
  }
}

interface Key {
  id: string;
  secret: Buffer;
}

const NONCE = 12;
const TAG = 16;
const KEY_ID = 4;
const FORMAT = 1;
const HEADER = 1 + KEY_ID + NONCE;

/**
 * Secrets at rest: AES-256-GCM under a key derived from ENCRYPTION_KEY. A sealed value carries a format number, the id of its key and a random
 * 96-bit nonce; the associated text says where it stands (`customer.idNumber.17`), so that a value moved to another row does not open.
 * After a rotation ENCRYPTION_KEY_PREVIOUS still opens what it sealed; `isCurrent` tells what is to be sealed again.
 */
@Injectable()
export class Vault {
  private readonly current: Key;
  private readonly keys: ReadonlyMap<string, Buffer>;
  private readonly indexKey: Buffer;

  constructor(config: Config) {
    const given = [config.encryptionKey, config.previousEncryptionKey].filter((key): key is string => !!key).map(keyOf);
    this.current = given[0]!;
    this.keys = new Map(given.map((key) => [key.id, key.secret]));
    this.indexKey = derive(config.encryptionKey, 'tide blind index');
  }

  encrypt(plain: string, associated: string): string {
    return this.sealBytes(Buffer.from(plain, 'utf8'), associated).toString('base64url');
  }

  /** @throws SealBroken */
  decrypt(sealed: string, associated: string): string {
    return this.openBytes(Buffer.from(sealed, 'base64url'), associated).toString('utf8');
  }

  sealBytes(plain: Buffer, associated: string): Buffer {
    return seal(this.current, plain, associated);
  }

  /** @throws SealBroken */
  openBytes(sealed: Buffer, associated: string): Buffer {
    const secret = this.keys.get(sealed.subarray(1, 1 + KEY_ID).toString('hex'));
    if (!secret) throw new SealBroken('no such key');
    return open(secret, sealed, associated);
  }

  /** Whether a sealed value is under the present key. */
  isCurrent(sealed: string): boolean {
    return (
      Buffer.from(sealed, 'base64url')
        .subarray(1, 1 + KEY_ID)
        .toString('hex') === this.current.id
    );
  }

  /** Finds an encrypted value by equality without storing it: 64 hexadecimal digits. Give it normalised; `purpose` keeps columns apart. */
  blindIndex(value: string, purpose = ''): string {
    return createHmac('sha256', this.indexKey).update(`${purpose}\0${value}`).digest('hex');
  }
}

/** Seals under a key that is itself kept sealed (one person's key). */
export function sealWith(secret: Buffer, plain: string, associated: string): string {
  return seal({ id: '00000000', secret }, Buffer.from(plain, 'utf8'), associated).toString('base64url');
}

/** @throws SealBroken */
export function openWith(secret: Buffer, sealed: string, associated: string): string {
  return open(secret, Buffer.from(sealed, 'base64url'), associated).toString('utf8');
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'tide-crm', purpose, 32));
}

function keyOf(secret: string): Key {
  const key = derive(secret, 'tide sealing key');
  return {
    id: createHash('sha256')
      .update('key id')
      .update(key)
      .digest('hex')
      .slice(0, KEY_ID * 2),
    secret: key,
  };
}

function seal(key: Key, plain: Buffer, associated: string): Buffer {
  const header = Buffer.concat([Buffer.from([FORMAT]), Buffer.from(key.id, 'hex'), randomBytes(NONCE)]);
  const cipher = createCipheriv('aes-256-gcm', key.secret, header.subarray(1 + KEY_ID));
  cipher.setAAD(Buffer.concat([header, Buffer.from(associated, 'utf8')]));
  return Buffer.concat([header, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function open(secret: Buffer, sealed: Buffer, associated: string): Buffer {
  if (sealed.length < HEADER + TAG || sealed[0] !== FORMAT) throw new SealBroken('not a sealed value');
  const header = sealed.subarray(0, HEADER);
  const decipher = createDecipheriv('aes-256-gcm', secret, header.subarray(1 + KEY_ID), { authTagLength: TAG });
  decipher.setAAD(Buffer.concat([header, Buffer.from(associated, 'utf8')]));
  decipher.setAuthTag(sealed.subarray(-TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEADER, -TAG)), decipher.final()]);
  } catch {
    throw new SealBroken('it was changed or belongs elsewhere');
  }
}
