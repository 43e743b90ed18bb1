import { z } from 'zod';
import { iso } from '../../../platform/context/clock.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { customerList } from '../list/customer-list.dto.js';
import { isOneWay, selectionShape } from '../list/selection.dto.js';
import { columnList } from '../views/view.dto.js';
import type { CustomerExport } from './export.entity.js';
import { EXPORT_NAMES } from './export-columns.js';

/** How long the file is kept. */
export const FILE_HOURS = 24;
export const exportList = listQuery({ sorts: ['createdAt'], search: false, filters: {} });
export type ExportList = z.output<typeof exportList>;

/** All that match, without filters; the columns in the order of the workbook. */
export const exportBody = z
  .strictObject({
    ...selectionShape,
    sort: customerList.shape.sort.unwrap().nullable().optional(),
    columns: columnList(EXPORT_NAMES).optional(),
  })
  .refine(isOneWay, { error: 'selection.both' });
export type ExportBody = z.output<typeof exportBody>;

export interface JobState {
  readonly state: string;
  readonly error: string | null;
}
export type ExportView = ReturnType<typeof exportView>;

/** Row and job are read one after the other: a job that ended in between has not ended for whoever reads the row of before. */
const stateOf = (row: CustomerExport, job: JobState | undefined): string => {
  if (row.finishedAt !== null) return row.fileId === null ? 'expired' : 'done';
  return job?.state === 'done' ? 'running' : (job?.state ?? 'failed');
};

export const exportView = (row: CustomerExport, job: JobState | undefined) => ({
  id: row.id,
  /** waiting, running, done, failed, cancelled, or expired: the file is gone. */
  state: stateOf(row, job),
  jobId: row.jobId,
  selection: row.selection,
  columns: row.columns,
  expected: row.expected,
  rows: row.rowsWritten,
  bytes: row.bytes,
  error: job?.error ?? null,
  file: row.fileId === null ? null : `/api/customer-exports/${row.id}/file`,
  createdAt: iso(row.createdAt),
  finishedAt: iso(row.finishedAt),
  expiresAt: iso(row.expiresAt),
});
