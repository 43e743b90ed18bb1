import { stat } from 'node:fs/promises';
import { createInflateRaw, crc32 } from 'node:zlib';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import type { ReadLimits } from './read-options.js';
import { SpreadsheetError } from './spreadsheets.errors.js';

const STORED = 0;
const DEFLATED = 8;
const CHUNK_BYTES = 128 * 1024;

export interface PartSink {
  write(chunk: Buffer): void;
  end(): void;
}

/** A zip file whose word is not taken for anything: what its directory declares is bounded, and no part gets to be longer than declared. */
export class ZipArchive {
  private readonly zip: ZipFile;
  private readonly entries: Map<string, Entry>;

  private constructor(zip: ZipFile, entries: Map<string, Entry>) {
    this.zip = zip;
    this.entries = entries;
  }

  /** Reads the directory. Errors: `spreadsheet.damaged`, `spreadsheet.bomb`, `spreadsheet.encrypted`. */
  static async open(path: string, limits: ReadLimits): Promise<ZipArchive> {
    const { size } = await stat(path);
    const zip = await openPromise(path, { autoClose: false }).catch(asDamaged);
    try {
      if (zip.entryCount > limits.zipEntries) throw new SpreadsheetError('spreadsheet.bomb');
      const entries = new Map<string, Entry>();
      let declared = 0;
      for await (const entry of zip.eachEntry()) {
        if (entry.isEncrypted()) throw new SpreadsheetError('spreadsheet.encrypted');
        declared += entry.uncompressedSize;
        const name = entry.fileName.toLowerCase();
        if (!name.endsWith('/') && !entries.has(name)) entries.set(name, entry);
      }
      if (declared > limits.inflatedBytes || (declared > limits.ratioFromBytes && declared / size > limits.inflationRatio)) {
        throw new SpreadsheetError('spreadsheet.bomb');
      }
      return new ZipArchive(zip, entries);
    } catch (error) {
      zip.close();
      return asDamaged(error);
    }
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  /**
   * Inflates every part once, before anything of the file is believed: lengths and checksums must be right. Parts that have a sink are
   * handed to it on the way. A part longer than declared is `spreadsheet.bomb`; so all parts together stay below the limit for sure.
   */
  async verify(sinks: ReadonlyMap<string, PartSink>): Promise<void> {
    for (const [name, entry] of this.entries) {
      const sink = sinks.get(name);
      let sum = 0;
      for await (const chunk of this.chunks(name)) {
        sum = crc32(chunk, sum);
        sink?.write(chunk);
      }
      if (sum !== entry.crc32) throw new SpreadsheetError('spreadsheet.damaged');
      sink?.end();
    }
  }

  /** Hands one part to a sink; one that is not there counts as empty. */
  async read(name: string, sink: PartSink): Promise<void> {
    if (this.has(name)) for await (const chunk of this.chunks(name)) sink.write(chunk);
    sink.end();
  }

  /** The inflated bytes of a part. */
  async *chunks(name: string): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined || ![STORED, DEFLATED].includes(entry.compressionMethod)) throw new SpreadsheetError('spreadsheet.damaged');
    const packed = await this.zip.openReadStreamPromise(entry, { decodeFileData: false }).catch(asDamaged);
    const inflated = entry.compressionMethod === STORED ? packed : packed.pipe(createInflateRaw({ chunkSize: CHUNK_BYTES }));
    if (inflated !== packed) packed.on('error', (error) => inflated.destroy(error));
    let length = 0;
    try {
      for await (const chunk of inflated as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > entry.uncompressedSize) throw new SpreadsheetError('spreadsheet.bomb');
        yield chunk;
      }
    } catch (error) {
      asDamaged(error);
    } finally {
      packed.destroy();
      inflated.destroy();
    }
    if (length !== entry.uncompressedSize) throw new SpreadsheetError('spreadsheet.damaged');
  }

  close(): void {
    this.zip.close();
  }
}

/** Whatever the zip and inflate libraries complain about, the file is at fault. */
function asDamaged(error: unknown): never {
  if (error instanceof SpreadsheetError) throw error;
  throw new SpreadsheetError('spreadsheet.damaged', {}, { cause: error });
}
