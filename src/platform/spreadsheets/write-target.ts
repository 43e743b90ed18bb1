import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { WriteOptions, WriteTarget } from './write-options.js';

/** Sends a stream to where it is wanted. A file that could not be finished is removed. */
export async function writeTo(target: WriteTarget, source: Readable, { signal }: WriteOptions): Promise<void> {
  if (typeof target !== 'string') return pipeline(source, target, { signal });
  try {
    await pipeline(source, createWriteStream(target), { signal });
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}
