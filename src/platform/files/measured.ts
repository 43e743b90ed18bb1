import { createHash } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { HEAD } from './file-kind.js';

/** More bytes came than are allowed. */
export class TooLarge extends Error {}

/** Lets bytes through while it counts and hashes them, and keeps the first ones; breaks off at the limit. */
export class Measured extends Transform {
  size = 0;
  private readonly hash = createHash('sha256');
  private readonly first: Buffer[] = [];
  private firstSize = 0;

  constructor(private readonly maxBytes: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.size += chunk.length;
    if (this.size > this.maxBytes) return done(new TooLarge());
    this.hash.update(chunk);
    if (this.firstSize < HEAD) {
      this.first.push(chunk);
      this.firstSize += chunk.length;
    }
    done(null, chunk);
  }

  get head(): Buffer {
    return Buffer.concat(this.first).subarray(0, HEAD);
  }

  sha256(): string {
    return this.hash.digest('hex');
  }
}
