import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../context/clock.js';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import { Vault } from '../vault/vault.js';
import { type FileKind, kindOf } from './file-kind.js';
import { FileStore, NoSpace, NoSuchContent, StoreAway } from './file-store.js';
import { filesErrors } from './files.errors.js';
import { DamagedImage, withoutMetadata } from './image-metadata.js';
import { Measured, TooLarge } from './measured.js';
import type { StoredFile } from './stored-file.entity.js';
import { StoredFileRepository } from './stored-file.repository.js';

export interface FileRules {
  readonly kinds: readonly FileKind[];
  /** Taken as well though not offered, by those who look closer themselves and then refuse with a reason of their own. */
  readonly alsoTaken?: readonly FileKind[];
  readonly maxBytes: number;
  /** Encrypt at rest. Such a file is held in memory as a whole: keep `maxBytes` small. */
  readonly sealed?: boolean;
}

/** Content that lies in the store and that no row refers to yet; the sweeper takes it after a day. */
export type StagedFile = Pick<StoredFile, 'name' | 'originalName' | 'kind' | 'size' | 'sha256' | 'sealed'>;

const PICTURES: ReadonlySet<FileKind> = new Set<FileKind>(['jpeg', 'png', 'webp']);
const MEGABYTE = 1_048_576;

/** Files: `stage` the content before the transaction, `keep` it inside; a row without its content, or the reverse for longer than a day, does not exist. */
@Injectable()
export class Files {
  constructor(
    private readonly store: FileStore,
    private readonly rows: StoredFileRepository,
    private readonly vault: Vault,
    private readonly context: Context,
    private readonly clock: Clock,
  ) {}

  /** @throws file.too-large (413), file.kind (415), file.damaged, file.empty (400), files.full, files.away (503). */
  async stage(content: Readable | Buffer, originalName: string, rules: FileRules): Promise<StagedFile> {
    const shown = displayName(originalName);
    const name = this.newName();
    const measured = new Measured(rules.maxBytes);
    try {
      const source = Buffer.isBuffer(content) ? Readable.from([content]) : content;
      // pictures lose their metadata and sealed files are encrypted as a whole; everything else goes through as a stream
      const whole = rules.sealed === true || rules.kinds.every((kind) => PICTURES.has(kind) || kind === 'pdf');
      if (!whole) await bothEnd(this.put(name, measured), pipeline(source, measured));
      const bytes = whole ? await this.wholeOf(source, measured) : undefined;
      const kind = this.demandKind(measured, shown, rules);
      const file = { name, originalName: shown, kind, sealed: rules.sealed === true };
      if (!bytes) return { ...file, size: measured.size, sha256: measured.sha256() };
      const clean = withoutMetadata(kind, bytes);
      await this.store.put(name, Readable.from([rules.sealed ? this.vault.sealBytes(clean, placeOf(name)) : clean]));
      return { ...file, size: clean.length, sha256: createHash('sha256').update(clean).digest('hex') };
    } catch (error) {
      await this.store.remove(name).catch(() => undefined); // what stays behind is swept
      if (error instanceof TooLarge)
        throw filesErrors['file.too-large']({ name: shown, megabytes: Math.round((rules.maxBytes / MEGABYTE) * 10) / 10 });
      if (error instanceof DamagedImage) throw filesErrors['file.damaged']({ name: shown });
      throw refusalOf(error);
    }
  }

  /** In the transaction of the record that refers to it. @returns the file's id. */
  keep(staged: StagedFile): Promise<number> {
    const { name, originalName, kind, size, sha256, sealed } = staged;
    const createdById = this.context.optionalActor?.id ?? null;
    return this.rows.add({ name, originalName, kind, size, sha256, sealed, createdAt: this.clock.now(), createdById });
  }

  find(id: number): Promise<StoredFile | null> {
    return this.rows.find(id);
  }

  /** @throws not-found (404) */
  async get(id: number): Promise<StoredFile> {
    const file = await this.rows.find(id);
    if (!file) throw commonErrors['not-found']();
    return file;
  }

  /** The content, opened if it is sealed. Whether the caller may see it is decided before. @throws not-found (404), files.away (503) */
  async open(file: Pick<StoredFile, 'name' | 'sealed'>): Promise<Readable> {
    try {
      const content = await this.store.open(file.name);
      return file.sealed ? Readable.from([this.vault.openBytes(await buffer(content), placeOf(file.name))]) : content;
    } catch (error) {
      throw refusalOf(error);
    }
  }

  /** Runs `work` with the path of a copy on this machine, for programs that read files by themselves; the copy is gone afterwards. */
  async withLocalCopy<T>(file: Pick<StoredFile, 'name' | 'sealed'>, work: (path: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(join(tmpdir(), 'tide-file-'));
    try {
      const path = join(folder, 'content');
      await pipeline(await this.open(file), createWriteStream(path, { mode: 0o600 }));
      return await work(path);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** In a transaction: from its commit on the file is gone for everybody; the sweeper takes the content. */
  remove(id: number): Promise<void> {
    return this.rows.remove(id);
  }

  /** Removes content that was not kept after all, or whose row is gone and which is not to wait for the sweeper. */
  async discard({ name }: Pick<StagedFile, 'name'>): Promise<void> {
    if ((await this.rows.kept([name])).size) return;
    await this.store.remove(name).catch(() => undefined); // what stays behind is swept
  }

  /** Removes content no row refers to (crashes, roll-backs, removed files) when it is older than a day. @returns how many. */
  async sweep(): Promise<number> {
    let swept = 0;
    const look = async (names: string[]) => {
      const kept = await this.rows.kept(names);
      const orphans = names.filter((name) => !kept.has(name));
      for (const name of orphans) await this.store.remove(name);
      swept += orphans.length;
    };
    const batch: string[] = [];
    for await (const name of this.store.olderThan(this.clock.now() - DAY)) {
      batch.push(name);
      if (batch.length === 500) await look(batch.splice(0));
    }
    if (batch.length) await look(batch);
    return swept;
  }

  /** Where the store takes nothing, whoever delivers must not wait for it. */
  private async put(name: string, content: Readable): Promise<void> {
    try {
      await this.store.put(name, content);
    } catch (error) {
      content.destroy();
      throw error;
    }
  }

  private async wholeOf(source: Readable, measured: Measured): Promise<Buffer> {
    const [bytes] = await Promise.all([buffer(measured), pipeline(source, measured)]);
    return bytes;
  }

  private demandKind(measured: Measured, name: string, { kinds, alsoTaken }: FileRules): FileKind {
    if (!measured.size) throw filesErrors['file.empty']({ name });
    const kind = kindOf(measured.head);
    if (!kind || ![...kinds, ...(alsoTaken ?? [])].includes(kind)) throw filesErrors['file.kind']({ name, kinds: kinds.join(', ') });
    return kind;
  }

  private newName(): string {
    const [year, month] = new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC', year: 'numeric', month: '2-digit' })
      .format(this.clock.now())
      .split('-');
    return `${year}/${month}/${randomUUID()}`;
  }
}

/** What the store says, for people; the log has its cause. */
function refusalOf(error: unknown): unknown {
  if (error instanceof NoSpace) return filesErrors['files.full']();
  if (error instanceof NoSuchContent) return commonErrors['not-found']();
  return error instanceof StoreAway ? Object.assign(filesErrors['files.away'](), { cause: error.cause }) : error;
}

/** Waits for both also when one fails: what it had written must be gone before anybody is told. The first one's fault is told. */
async function bothEnd(...work: Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}

const placeOf = (name: string) => `stored_file.content.${name}`;

/** The last part of whatever path a client sends, without control characters. */
function displayName(name: string): string {
  const last = name.split(/[\\/]/).at(-1)?.replace(/\p{C}/gu, '').trim() ?? '';
  return last ? last.slice(-200).replace(/^[\udc00-\udfff]/, '') : 'file';
}
