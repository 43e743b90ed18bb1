import { z } from 'zod';
import { iso } from '../../../platform/context/clock.js';
import { type Language, say } from '../../../platform/context/language.js';
import type { Fault } from '../../../platform/errors/domain-error.js';
import { listOf, version } from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { DUPLICATE_POLICIES, IMPORT_STATES, type CustomerImport, type ImportRow, ROW_OUTCOMES } from './import.entity.js';
import type { FaultInFile } from './faulty-cells.js';
import { statusColumns } from './import-fields.js';
import { retold } from './import-outcome.js';
import { importMapping } from './import-mapping.js';
import { WARNING_TEXTS } from './imports.rules.js';
import { CHOICE_FIELDS } from './import-words.js';

export const MAX_BYTES = 50 * 1024 * 1024;

/** A field of a form arrives as text; a JSON body may carry the object itself. */
const jsonField = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value, ctx) => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      ctx.addIssue({ code: 'custom', message: 'format.invalid' });
      return z.NEVER;
    }
  }, schema);
const flag = z.union([z.boolean(), z.stringbool()]);

export const importUpload = z.strictObject({
  mapping: jsonField(importMapping).optional(),
  policy: z.enum(DUPLICATE_POLICIES).optional(),
  distribute: flag.optional(),
  /** Run it at once; otherwise it waits for `POST …/start`. */
  start: flag.optional(),
});
export type ImportUpload = z.output<typeof importUpload>;
export const importPreview = z.strictObject({
  mapping: importMapping.optional(),
  policy: z.enum(DUPLICATE_POLICIES).optional(),
  distribute: z.boolean().optional(),
});
export type ImportPreview = z.output<typeof importPreview>;
export const importChange = importPreview.extend({ version: version() });
export type ImportChange = z.output<typeof importChange>;

/** `field`: what the column shall become. */
export const importValues = z.strictObject({ column: z.string().min(1).max(200), field: z.enum(CHOICE_FIELDS) });
export type ImportValuesQuery = z.output<typeof importValues>;

export const importList = listQuery({ sorts: ['createdAt'], search: false, filters: { state: listOf(z.enum(IMPORT_STATES)) } });
export type ImportListQuery = z.output<typeof importList>;
export const importRows = listQuery({ sorts: ['rowNumber'], search: false, filters: { outcome: listOf(z.enum(ROW_OUTCOMES)) } });
export type ImportRowsQuery = z.output<typeof importRows>;

/** What one should know of a file before it is imported. */
export const importWarnings = (header: readonly string[], language: Language): Fault[] =>
  statusColumns(header).map((column) => {
    const code = 'import.status-left-out';
    return { path: column, code, message: say(WARNING_TEXTS[code], language, { column }) };
  });

type SeenCells = (cells: readonly (string | null)[]) => readonly (string | null)[];
export type ImportView = ReturnType<typeof importView>;
/** `seen`: what the reader sees of a row's cells. */
export const importView = (i: CustomerImport & { createdByName?: string }, language: Language, seen: SeenCells) => ({
  id: i.id,
  fileName: i.fileName,
  fileBytes: i.fileBytes,
  state: i.state,
  header: i.header,
  /** Columns that had no heading, or one that was taken, with what they are called instead. */
  renamed: i.renamed,
  /** Columns that are not taken over though one might think so. */
  warnings: importWarnings(i.header, language),
  sample: i.sample.map((row) => ({ ...row, cells: seen(row.cells) })),
  mapping: i.mapping,
  policy: i.policy,
  distribute: i.distribute,
  totalRows: i.totalRows,
  created: i.created,
  updated: i.updated,
  duplicate: i.duplicate,
  invalid: i.invalid,
  succeeded: i.created + i.updated,
  failed: i.duplicate + i.invalid,
  jobId: i.jobId,
  error: i.error,
  version: i.version,
  createdById: i.createdById,
  createdAt: iso(i.createdAt),
  startedAt: iso(i.startedAt),
  finishedAt: iso(i.finishedAt),
});

/** `faulty`: a fault with the cells that it is about, where the file is still kept. */
export const rowView = (
  r: ImportRow,
  language: Language,
  { seen, faulty }: { seen: SeenCells; faulty: (fault: Fault, cells: readonly (string | null)[]) => FaultInFile },
) => ({
  rowNumber: r.rowNumber,
  outcome: r.outcome,
  customerId: r.customerId,
  faults: (r.faults ?? []).map((fault): FaultInFile => {
    const told = retold(fault, language);
    return r.cells ? faulty(told, r.cells) : { ...told, cells: [] };
  }),
  cells: r.cells && seen(r.cells),
});
