import type { Readable } from 'node:stream';

/** Port: where the bytes of files lie. Names are made by the product (`2026/03/<uuid>`), never by a client. */
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
/** There are no bytes under this name. */
export class NoSuchContent extends Error {}
