import type { Readable } from 'node:stream';

/** Port: where the bytes of files lie. What is wrong with the store itself is a `StoreAway`, whatever is asked of it. Names are made by the product (`2026/03/<uuid>`), never by a client. */
export abstract class FileStore {
  /** Writes all of it, durably, or nothing. @throws no-space when the store is full. */
  abstract put(name: string, content: Readable): Promise<void>;
  /** @throws not-found when it is not there. */
  abstract open(name: string): Promise<Readable>;
  /** Nothing happens when it is not there. */
  abstract remove(name: string): Promise<void>;
  /** The names that were last written before an instant, in no order. */
  abstract olderThan(instant: number): AsyncIterable<string>;
  /** @throws when the store cannot take files. */
  abstract check(): Promise<void>;
}

/** The store is full. */
export class NoSpace extends Error {
  override message = 'no space is left';
}
/** The store cannot be used: away, forbidden, broken. Its cause names places of the machine, and is for the log alone. */
export class StoreAway extends Error {
  override readonly name = 'StoreAway';

  constructor(cause: unknown) {
    super('the store of files cannot be used', { cause });
  }
}
/** There are no bytes under this name. */
export class NoSuchContent extends Error {}
