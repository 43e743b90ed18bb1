import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, constants, mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FileStore, NoSpace, NoSuchContent, StoreAway } from './file-store.js';

/** Bytes; with less the next upload may not fit. */
const LEAST_FREE = 32 * 1_048_576;
const NAME = /^[\w-]+(\/[\w-]+)*$/;
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
const FULL = new Set<string | undefined>(['ENOSPC', 'EDQUOT']);

/** What the system says of the folder; errors of whoever delivers the content are his. */
function failureOf(error: unknown): unknown {
  if (FULL.has(codeOf(error))) return new NoSpace();
  return (error as NodeJS.ErrnoException).syscall === undefined ? error : new StoreAway(error);
}

/** Files in a folder: written beside, flushed, then renamed into place, so that a crash leaves a file whole or not at all. */
export class DiskFileStore extends FileStore {
  private readonly unfinished: string;

  constructor(
    private readonly folder: string,
    private readonly leastFree = LEAST_FREE,
  ) {
    super();
    this.unfinished = join(folder, 'unfinished');
  }

  async put(name: string, content: Readable): Promise<void> {
    const target = this.pathOf(name);
    const draft = join(this.unfinished, randomUUID());
    try {
      await mkdir(this.unfinished, { recursive: true, mode: 0o700 });
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await pipeline(content, createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true }));
      await rename(draft, target);
      await flushFolder(dirname(target));
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined); // the sweeper looks after it
      throw failureOf(error);
    }
  }

  async open(name: string): Promise<Readable> {
    try {
      const handle = await open(this.pathOf(name), 'r');
      return handle.createReadStream();
    } catch (error) {
      throw codeOf(error) === 'ENOENT' ? new NoSuchContent(name) : failureOf(error);
    }
  }

  async remove(name: string): Promise<void> {
    const path = this.pathOf(name);
    await rm(path, { force: true }).catch((error: unknown) => {
      throw failureOf(error);
    });
  }

  async *olderThan(instant: number): AsyncIterable<string> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return [];
      throw failureOf(error);
    });
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const info = await stat(path).catch(() => null); // may have been removed since
      if (!info || info.mtimeMs >= instant) continue;
      yield relative(this.folder, path).split(sep).join('/');
    }
  }

  async check(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await access(this.folder, constants.R_OK | constants.W_OK);
    const { bavail, bsize } = await statfs(this.folder);
    if (bavail * bsize < this.leastFree) throw new NoSpace();
  }

  private pathOf(name: string): string {
    if (!NAME.test(name)) throw new Error('this is no name of a file');
    return join(this.folder, ...name.split('/'));
  }
}

/** The renaming itself is durable once its folder is; not every system lets a folder be flushed. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
