import { z } from 'zod';
import { iso } from '../../../platform/context/clock.js';
import { intParam, text } from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { customerNumber } from '../customer.entity.js';
import { type PersonalDataRequest, REQUEST_KINDS } from './personal-data.entity.js';

/** How long a file with somebody's data is kept. */
export const FILE_HOURS = 24;

export const erasureBody = z.strictObject({
  reason: text(500).meta({ description: 'Why: it is kept in the list of requests and in the log, without what names the person.' }),
  confirm: z.string().trim().max(20).meta({ description: 'The number of the customer, typed by hand: `C00000042`.', example: 'C00000042' }),
});
export type ErasureBody = z.output<typeof erasureBody>;

export const requestList = listQuery({
  sorts: ['createdAt'],
  search: false,
  filters: { kind: z.enum(REQUEST_KINDS).optional(), customerId: intParam(1) },
});
export type RequestList = z.output<typeof requestList>;

export interface JobState {
  readonly state: string;
  readonly error: string | null;
}
export type RequestView = ReturnType<typeof requestView>;
export type RequestRow = PersonalDataRequest & { readonly requestedByName: string | null };

/** Row and job are read one after the other: a job that ended in between has not ended for whoever reads the row of before. */
function stateOf({ kind, finishedAt, fileId }: PersonalDataRequest, job: JobState | undefined): string {
  if (finishedAt !== null) return kind === 'erasure' || fileId !== null ? 'done' : 'expired';
  if (job?.state === 'failed' || job?.state === 'cancelled') return job.state;
  return kind === 'export' && job?.state === 'waiting' ? 'waiting' : 'running';
}

export const requestView = (row: RequestRow, job: JobState | undefined) => ({
  id: row.id,
  kind: row.kind,
  customerId: row.customerId,
  number: customerNumber(row.customerId),
  /** waiting, running, done, failed, cancelled, or expired: the file is gone. An erasure runs until nothing names the person any more. */
  state: stateOf(row, job),
  requestedById: row.requestedById,
  requestedByName: row.requestedByName,
  reason: row.reason,
  counts: row.counts,
  jobId: row.jobId,
  error: job?.error ?? null,
  bytes: row.bytes,
  file: row.fileId === null ? null : `/api/personal-data-requests/${row.id}/file`,
  createdAt: iso(row.createdAt),
  finishedAt: iso(row.finishedAt),
  expiresAt: iso(row.expiresAt),
});
