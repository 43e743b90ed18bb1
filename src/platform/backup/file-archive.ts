import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type FileStore, NoSuchContent } from '../files/file-store.js';
import { CheckedStream, checkFile } from './checked-stream.js';
import { FILES, FILES_LIST } from './manifest.js';

interface Entry {
  readonly bytes: number;
  readonly sha256: string;
}
export type FileList = ReadonlyMap<string, Entry>;

/** `unfinished/…` is what an upload under way has written so far. */
const isContent = (name: string) => /^[\w-]+(\/[\w-]+)+$/.test(name) && !name.startsWith('unfinished/');

/** The names of all whole files of a store. */
export async function* contentOf(store: FileStore): AsyncIterable<string> {
  for await (const name of store.olderThan(Infinity)) if (isContent(name)) yield name;
}

/** Copies what is not copied yet; a file never changes, and one that is removed meanwhile is left out. */
export async function copyNew(store: FileStore, folder: string, copied: Map<string, Entry>): Promise<void> {
  for await (const name of contentOf(store)) {
    if (copied.has(name)) continue;
    const target = join(folder, FILES, name);
    const checked = new CheckedStream();
    try {
      const content = await store.open(name);
      await mkdir(dirname(target), { recursive: true, mode: 0o700 });
      await pipeline(content, checked, createWriteStream(target, { mode: 0o600, flags: 'wx', flush: true }));
    } catch (error) {
      if (error instanceof NoSuchContent) continue;
      throw error;
    }
    copied.set(name, { bytes: checked.bytes, sha256: checked.sha256 });
  }
}

/** A line for each file, sorted: `<sha256>  <bytes>  <name>`. */
export const listText = (files: FileList): string =>
  [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { bytes, sha256 }]) => `${sha256}  ${bytes}  ${name}\n`)
    .join('');

export const bytesOf = (files: FileList): number => [...files.values()].reduce((sum, { bytes }) => sum + bytes, 0);

/** @throws nothing: a line that is none is left out, and the manifest's count then differs. */
export async function readList(folder: string): Promise<FileList> {
  const text = await readFile(join(folder, FILES_LIST), 'utf8');
  const lines = text.split('\n').map((line) => /^([0-9a-f]{64}) {2}(\d+) {2}(.+)$/.exec(line));
  return new Map(lines.flatMap((line) => (line && isContent(line[3]!) ? [[line[3]!, { sha256: line[1]!, bytes: Number(line[2]) }]] : [])));
}

/** The files of a backup that are not what its list says, and those that stand in no list. */
export async function damaged(folder: string, files: FileList): Promise<string[]> {
  const found: string[] = [];
  for (const [name, { bytes, sha256 }] of files) {
    const seen = await checkFile(join(folder, FILES, name));
    if (seen?.bytes !== bytes || seen.sha256 !== sha256) found.push(name);
  }
  const root = join(folder, FILES);
  const entries = files.size ? await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []) : [];
  for (const entry of entries) {
    const name = relative(root, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (!entry.isDirectory() && !files.has(name)) found.push(name);
  }
  return found;
}

/** Puts every file into the store, each whole or not at all. Nobody knows of them before the database does. */
export async function putAll(folder: string, files: FileList, store: FileStore): Promise<void> {
  for (const name of files.keys()) await store.put(name, createReadStream(join(folder, FILES, name)));
}
