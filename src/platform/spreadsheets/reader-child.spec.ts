import { refusal } from '../../../test/builders/read-sheet.js';
import { FileFolder, textRow, workbookZip } from '../../../test/builders/workbook-file.js';
import { ReaderChild } from './reader-child.js';
import { inspectSheet, readRows, valuesOfColumn } from './read-rows.js';

const files = new FileFolder();
afterAll(() => files.remove());

const MB = 1024 ** 2;
const ROWS = 6_000;
const xlsx = files.write(workbookZip({ rows: Array.from({ length: ROWS + 1 }, (_, i) => textRow(i + 1, `客户${i}`, `${i}`)).join('') }));
const csv = files.write(`姓名,手机\n${Array.from({ length: ROWS }, (_, i) => `客户${i},${i}\n`).join('')}`);
const children = (): number => process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;
/** A process that has ended is counted until the event loop comes round. */
const childrenLeft = async (): Promise<number> => {
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  return children();
};
const order = { path: xlsx, options: {}, task: { kind: 'rows', batchSize: 100 } } as const;

afterEach(async () => expect(await childrenLeft()).toBe(0));

describe('D25 reading in a process of its own', () => {
  it.each([
    ['xlsx', xlsx],
    ['csv', csv],
  ])('hands out every row of an .%s once and in order, in batches that know the header', async (_, path) => {
    let next = 2;
    for await (const { header, rows } of readRows(path)) {
      expect(header.rowNumber).toBe(1);
      expect(rows.length).toBeLessThanOrEqual(500);
      for (const { rowNumber } of rows) expect(rowNumber).toBe(next++);
    }
    expect(next).toBe(ROWS + 2);
  });

  it('goes on where it was stopped', async () => {
    const numbers: number[] = [];
    for await (const { header, rows } of readRows(xlsx, { fromRow: 5_990, batchSize: 5 })) {
      expect(header.cells).toEqual(['客户0', '0']);
      numbers.push(...rows.map(({ rowNumber }) => rowNumber));
    }
    expect(numbers).toEqual([5_990, 5_991, 5_992, 5_993, 5_994, 5_995, 5_996, 5_997, 5_998, 5_999, 6_000, 6_001]);
  });

  it('gives one batch without rows for a header alone, and says when there is not even that', async () => {
    const batches = [];
    for await (const batch of readRows(files.write('姓名,手机\n'))) batches.push(batch);
    expect(batches).toEqual([{ header: { rowNumber: 1, cells: ['姓名', '手机'] }, rows: [] }]);
    expect(await refusal(readRows(files.write(' ,\n\n')).next())).toEqual({ code: 'spreadsheet.empty', details: {} });
  });

  it('makes smaller batches of long rows', async () => {
    const long = '长'.repeat(30_000);
    const path = files.write(`a,b\n${`${long},${long}\n`.repeat(50)}`);
    let [rows, most] = [0, 0];
    for await (const batch of readRows(path)) {
      rows += batch.rows.length;
      most = Math.max(most, batch.rows.length);
    }
    expect([rows, most]).toEqual([50, 7]);
  });

  it('tells what a column says in the whole file, up to so many texts, and how many rows say others', async () => {
    const sources = Array.from({ length: 3_000 }, (_, i) => `客户${i},${i < 2_990 ? ` 来源${i % 3} ` : i < 2_995 ? `另${i}` : ''},x\n`);
    const path = files.write(`姓名,来源,x\n${sources.join('')}长,${'长'.repeat(201)},\n`);
    const values = [
      { value: '来源0', rows: 997 },
      { value: '来源1', rows: 997 },
      { value: '来源2', rows: 996 },
      { value: '另2990', rows: 1 },
    ];
    expect(await valuesOfColumn(path, { column: 1, limit: 4 })).toEqual({ values, otherRows: 5 });
    expect(await valuesOfColumn(path, { column: 7, limit: 4 })).toEqual({ values: [], otherRows: 0 });
  });

  it('tells about a whole file without handing it out', async () => {
    expect(await inspectSheet(xlsx, { sample: 2 })).toEqual({
      kind: 'xlsx',
      sheet: '客户',
      sheets: ['客户'],
      header: { rowNumber: 1, cells: ['客户0', '0'] },
      sample: [
        { rowNumber: 2, cells: ['客户1', '1'] },
        { rowNumber: 3, cells: ['客户2', '2'] },
      ],
      rowCount: ROWS,
    });
    expect(await inspectSheet(csv)).toMatchObject({ kind: 'csv', sheet: null, sheets: [], rowCount: ROWS });
  });

  it('passes a refusal on with its details', async () => {
    expect(await refusal(inspectSheet(csv, { limits: { rows: 10 } }))).toEqual({
      code: 'spreadsheet.too-many-rows',
      details: { limit: 10 },
    });
    expect(await refusal(inspectSheet(xlsx, { sheet: '没有' }))).toEqual({ code: 'spreadsheet.no-sheet', details: { sheet: '没有' } });
    expect(await refusal(inspectSheet(files.at('nowhere')))).toEqual({ code: 'spreadsheet.reader-failed', details: {} });
  });
});

describe('the reading process', () => {
  it('is gone when the loop is left early', async () => {
    for await (const { rows } of readRows(xlsx, { batchSize: 10 })) {
      expect(rows).toHaveLength(10);
      expect(children()).toBe(1);
      break;
    }
    expect(await childrenLeft()).toBe(0);
  });

  it('is gone when the signal aborts, while the caller works or waits', async () => {
    const reason = new Error('cancelled');
    const early = new AbortController();
    early.abort(reason);
    await expect(readRows(xlsx, { signal: early.signal }).next()).rejects.toBe(reason);
    const late = new AbortController();
    const reader = readRows(xlsx, { signal: late.signal, batchSize: 10 });
    await reader.next();
    late.abort(reason);
    await expect(reader.next()).rejects.toBe(reason);
    const waiting = new AbortController();
    const first = readRows(xlsx, { signal: waiting.signal }).next();
    setTimeout(() => waiting.abort(reason), 5);
    await expect(first).rejects.toBe(reason);
  });

  it('sends two batches and then waits to be asked; the time-out is for all waiting together', async () => {
    const reader = new ReaderChild(order, { timeoutMs: 3_000 });
    await reader.next();
    await reader.next();
    setTimeout(() => reader.more(), 1_500);
    await reader.next();
    const from = performance.now();
    expect(await refusal(reader.next())).toEqual({ code: 'spreadsheet.timeout', details: {} });
    expect(performance.now() - from).toBeLessThan(2_000);
    await reader.stop();
  });

  it('is stopped when it takes too long; the time of the caller does not count', async () => {
    expect(await refusal(readRows(xlsx, { timeoutMs: 5 }).next())).toEqual({ code: 'spreadsheet.timeout', details: {} });
    let rows = 0;
    for await (const batch of readRows(csv, { timeoutMs: 2_500, batchSize: 1_000 })) {
      rows += batch.rows.length;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    expect(rows).toBe(ROWS);
  });

  it('dies alone when a file wants more memory than it may have', async () => {
    const formats = Array.from(
      { length: 300_000 },
      (_, i) => `<numFmt numFmtId="${i}" formatCode="&quot;${'格式'.repeat(20)}${i}&quot;0"/>`,
    ).join('');
    const path = files.write(workbookZip({ rows: textRow(1, 'a'), styles: `<numFmts>${formats}</numFmts>` }));
    const read = (memoryMb: number): Promise<unknown> => inspectSheet(path, { memoryMb, limits: { inflationRatio: 1_000 } });
    expect(await refusal(read(24))).toEqual({ code: 'spreadsheet.too-big', details: {} });
    expect(await read(192)).toMatchObject({ rowCount: 0 });
  });

  it('needs little memory for a cell of 150 MB', async () => {
    const path = files.write(workbookZip({ rows: textRow(1, 'x'.repeat(150 * MB)) }));
    const read = inspectSheet(path, { memoryMb: 24, limits: { inflationRatio: 2_000 } });
    expect(await refusal(read)).toEqual({ code: 'spreadsheet.cell-too-long', details: { row: 1, column: 'A', limit: 32_767 } });
  });

  it('fails as a reader, not as a file, when somebody ends it', async () => {
    const reader = new ReaderChild(order, {});
    await reader.next();
    process.kill(reader.pid!, 'SIGTERM');
    const rest = (async () => {
      for (;;) await reader.next();
    })();
    expect(await refusal(rest)).toEqual({ code: 'spreadsheet.reader-failed', details: {} });
    await reader.stop();
  });
});
