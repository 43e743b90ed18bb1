import { commonErrors } from '../errors/common.errors.js';
import type { DomainError } from '../errors/domain-error.js';

interface DriverError {
  errno?: number;
  code?: string;
  message?: string;
}

const driverError = (error: unknown): DriverError | undefined =>
  (error as { driverError?: DriverError } | null)?.driverError ?? (error as DriverError | null) ?? undefined;

/** Deadlock, lock wait, snapshot conflict: MySQL has rolled the transaction back; run it again. */
export const RETRIED = new Set([1213, 1205, 1020]);
export const errnoOf = (error: unknown): number => Number(driverError(error)?.errno ?? 0);

/** The columns of a violated unique index by its name `uq_<table>_<columns…>`; undefined when the error is another. */
export function uniqueViolation(error: unknown): { index: string } | undefined {
  const e = driverError(error);
  if (!e) return undefined;
  if (e.errno === 1062) return { index: /for key '(?:[^'.]*\.)?([^']+)'/.exec(e.message ?? '')?.[1] ?? '' };
  if (e.code === 'SQLITE_CONSTRAINT_UNIQUE' || e.code === 'SQLITE_CONSTRAINT_PRIMARYKEY') {
    const columns = /constraint failed: (.+)$/.exec(e.message ?? '')?.[1]?.split(', ') ?? [];
    const table = columns[0]?.split('.')[0] ?? '';
    return { index: `uq_${table}_${columns.map((c) => c.split('.')[1]).join('_')}` };
  }
  return undefined;
}

/** SQLite calls a refused ON DELETE RESTRICT a trigger. */
export function foreignKeyViolation(error: unknown): boolean {
  const e = driverError(error);
  if (e?.code === 'SQLITE_CONSTRAINT_TRIGGER') return /FOREIGN KEY/.test(e.message ?? '');
  return e?.errno === 1451 || e?.errno === 1452 || e?.code === 'SQLITE_CONSTRAINT_FOREIGNKEY';
}

/** A constraint that a writer met last, after the service's own checks, as a refusal; else undefined. */
export function fromDatabase(error: unknown): DomainError | undefined {
  if (uniqueViolation(error)) return commonErrors['unique.violated']();
  if (foreignKeyViolation(error)) return commonErrors.conflict();
  const errno = errnoOf(error);
  if (RETRIED.has(errno)) return commonErrors.unavailable();
  const code = driverError(error)?.code;
  if (
    code &&
    [
      'ECONNREFUSED',
      'ECONNRESET',
      'PROTOCOL_CONNECTION_LOST',
      'ETIMEDOUT',
      'EPIPE',
      'SQLITE_BUSY',
      'POOL_CLOSED',
      'ER_CON_COUNT_ERROR',
      'ER_SERVER_SHUTDOWN',
      // the disk is full: somebody makes room, and it goes on
      'SQLITE_FULL',
      'ER_DISK_FULL',
      'ER_RECORD_FILE_FULL',
    ].includes(code)
  )
    return commonErrors.unavailable();
  return undefined;
}
