/** One row as a person sees it. `rowNumber` is the spreadsheet's (1 = first line); `cells` ends with the last filled cell. */
export interface SheetRow {
  rowNumber: number;
  cells: (string | null)[];
}

/** How much a file may ask of the reader. The defaults are far above what people make and far below what hurts. */
export interface ReadLimits {
  /** Data rows, the header not counted. */
  rows: number;
  columns: number;
  /** UTF-16 units, as Excel counts them. */
  cellLength: number;
  zipEntries: number;
  /** Bytes all parts of a workbook may have together when inflated. */
  inflatedBytes: number;
  /** Inflated bytes for one byte of file, looked at above `ratioFromBytes` only: small repetitive sheets pack very well. */
  inflationRatio: number;
  ratioFromBytes: number;
  /** Text of the shared strings table, which has to stay in memory. */
  sharedStringBytes: number;
}

export const defaultLimits: ReadLimits = {
  rows: 200_000,
  columns: 200,
  cellLength: 32_767,
  zipEntries: 10_000,
  inflatedBytes: 1.5 * 1024 ** 3,
  inflationRatio: 200,
  ratioFromBytes: 50 * 1024 ** 2,
  sharedStringBytes: 256 * 1024 ** 2,
};

export interface SheetOptions {
  /** Name of the sheet; without it the first visible one. Not looked at in a CSV. */
  sheet?: string;
  /** Rows above are left out; without it the first row with anything in it is the header. */
  headerRow?: number;
  /** Resume: data rows above are passed over without being decoded. */
  fromRow?: number;
  limits?: Partial<ReadLimits>;
}

export interface ReadOptions extends SheetOptions {
  /** Rows a batch, at most; long rows make smaller batches. Default 500. */
  batchSize?: number;
  /** How long the caller may be kept waiting in all; its own time between batches does not count. Default 120,000. */
  timeoutMs?: number;
  /** Heap of the reading process. Default 192. */
  memoryMb?: number;
  /** Ends the reading process at once; the loop throws the signal's reason. */
  signal?: AbortSignal;
}
