import { z } from 'zod';
import { iso } from '../context/clock.js';
import { day, intParam } from '../http/fields.js';
import { listQuery } from '../http/list-query.js';
import type { AuditEntry, Changes } from './audit-entry.entity.js';
import { AUDIT_SORTS } from './audit.repository.js';

const exact = (max: number) => z.string().min(1).max(max).optional();

export const auditQuery = listQuery({
  sorts: Object.keys(AUDIT_SORTS),
  search: false,
  filters: {
    subject: exact(40),
    subjectId: exact(64),
    actorId: intParam(0),
    action: exact(64),
    source: z.enum(['api', 'admin', 'portal', 'job', 'import', 'system']).optional(),
    requestId: exact(64),
    /** Business days, both included. */
    from: day().optional(),
    to: day().optional(),
  },
});
export type AuditQuery = z.output<typeof auditQuery>;

const HIDDEN = '•••';

/** `personal`: the opened values; undefined leaves them hidden, null says that they were erased. */
export function auditView(entry: AuditEntry, personal?: Changes | null) {
  const { id, subject, subjectId, action, source, address, requestId, detail } = entry;
  const hidden = Object.fromEntries((entry.personalFields ?? []).map((field) => [field, [HIDDEN, HIDDEN]]));
  return {
    id,
    occurredAt: iso(entry.occurredAt),
    subject,
    subjectId,
    action,
    actor: entry.actorKind === null ? null : { kind: entry.actorKind, id: entry.actorId, name: entry.actorName },
    source,
    address,
    requestId,
    changes: { ...entry.changes, ...(personal ?? hidden) },
    detail,
    personalFields: entry.personalFields ?? [],
    erased: personal === null || (entry.personalFields !== null && entry.personal === null),
  };
}
export type AuditView = ReturnType<typeof auditView>;
