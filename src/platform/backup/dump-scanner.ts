import { Transform, type TransformCallback } from 'node:stream';

const NEWLINE = 0x0a;
const INSERT = Buffer.from('INSERT INTO `');
const CREATE = Buffer.from('CREATE TABLE `');
const VALUES = Buffer.from(' VALUES');
/** The first line of newer MariaDB dumps, which MySQL's own client takes for a command. */
const SANDBOX = Buffer.from('/*M!999999');
const COMPLETED = '-- Dump completed';
const [QUOTE, BACKSLASH, OPEN, CLOSE, SEMICOLON] = [0x27, 0x5c, 0x28, 0x29, 0x3b];

/**
 * Lets a dump of mysqldump or mariadb-dump through and counts each table's rows on the way: no other statement sees the same snapshot.
 * Both write one statement after another and escape line breaks within strings, so a line never begins inside one.
 */
export class DumpScanner extends Transform {
  readonly tables = new Map<string, number>();
  /** Whether the program wrote its last line: whatever else ended it early is noticed by this. */
  completed = false;
  private rest: Buffer[] = [];
  private table: string | undefined;
  private first = true;

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      const piece = chunk.subarray(from, end + 1);
      this.line(this.rest.length ? Buffer.concat([...this.rest.splice(0), piece]) : piece);
      from = end + 1;
    }
    if (from < chunk.length) this.rest.push(chunk.subarray(from));
    done();
  }

  override _flush(done: TransformCallback): void {
    if (this.rest.length) this.line(Buffer.concat(this.rest.splice(0)));
    done();
  }

  private line(line: Buffer): void {
    const sandbox = this.first && startsWith(line, SANDBOX);
    this.first = false;
    if (sandbox) return;
    this.count(line);
    this.push(line);
  }

  private count(line: Buffer): void {
    if (startsWith(line, CREATE)) return void this.tables.set(nameAfter(line, CREATE), 0);
    if (!this.table && line[0] === 0x2d && line.toString('latin1').startsWith(COMPLETED)) this.completed = true;
    let from = 0;
    if (startsWith(line, INSERT)) {
      this.table = nameAfter(line, INSERT);
      from = line.indexOf(VALUES, INSERT.length) + VALUES.length;
    }
    if (this.table === undefined) return;
    this.tables.set(this.table, (this.tables.get(this.table) ?? 0) + rowsIn(line, from));
    if (line[line.length - 2] === SEMICOLON) this.table = undefined;
  }
}

const startsWith = (line: Buffer, start: Buffer) =>
  line.length > start.length && line.compare(start, 0, start.length, 0, start.length) === 0;
const nameAfter = (line: Buffer, start: Buffer) => line.toString('utf8', start.length, line.indexOf('`', start.length));

/** `(…),(…)` at the outermost level, whatever stands inside strings. */
function rowsIn(line: Buffer, from: number): number {
  let rows = 0;
  let depth = 0;
  for (let i = from; i < line.length; i++) {
    const byte = line[i];
    if (byte === QUOTE) {
      for (i++; i < line.length && line[i] !== QUOTE; i++) if (line[i] === BACKSLASH) i++;
    } else if (byte === OPEN) {
      if (depth++ === 0) rows++;
    } else if (byte === CLOSE) depth--;
  }
  return rows;
}
