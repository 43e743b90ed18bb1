import { Injectable } from '@nestjs/common';
import { Database, marks } from '../database/database.js';
import { type ListQuery, type Page, pageOf } from '../http/list-query.js';
import { AuditEntry } from './audit-entry.entity.js';

export const AUDIT_SORTS = { occurredAt: 'occurredAt' } as const;

export interface AuditFilter {
  subject?: string | undefined;
  subjectId?: string | undefined;
  action?: string | undefined;
  actorId?: number | undefined;
  source?: string | undefined;
  requestId?: string | undefined;
  /** Instants: [from, before). */
  from?: number | undefined;
  before?: number | undefined;
}

const COLUMNS = [
  'subject',
  'subjectId',
  'action',
  'occurredAt',
  'actorKind',
  'actorId',
  'actorName',
  'source',
  'address',
  'requestId',
  'changes',
  'detail',
  'personSubject',
  'personId',
  'personalFields',
  'personal',
] as const satisfies (keyof AuditEntry)[];
const INSERT = `INSERT INTO audit_entry (${COLUMNS.join(', ')}) VALUES (${marks(COLUMNS)})`;
const stored = (value: AuditEntry[(typeof COLUMNS)[number]]): string | number | null =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : value;

@Injectable()
export class AuditRepository {
  constructor(private readonly database: Database) {}

  async add(entry: Omit<AuditEntry, 'id'>): Promise<void> {
    await this.database.run(
      INSERT,
      COLUMNS.map((column) => stored(entry[column])),
      { prepared: true },
    );
  }

  find(id: number): Promise<AuditEntry | null> {
    return this.database.repository(AuditEntry).findOneBy({ id });
  }

  /** Entries about one record, the first first. */
  about(subject: string, subjectId: string): Promise<AuditEntry[]> {
    return this.database.repository(AuditEntry).find({ where: { subject, subjectId }, order: { id: 'ASC' } });
  }

  /** The one change of an entry: an erasure takes free texts out of it. */
  async reduce(id: number, values: Pick<AuditEntry, 'changes' | 'detail'>): Promise<void> {
    await this.database.repository(AuditEntry).update({ id }, values as never);
  }

  page(list: ListQuery, filter: AuditFilter): Promise<Page<AuditEntry>> {
    const query = this.database.repository(AuditEntry).createQueryBuilder('entry');
    for (const field of ['subject', 'subjectId', 'action', 'actorId', 'source', 'requestId'] as const)
      if (filter[field] !== undefined) query.andWhere(`entry.${field} = :${field}`, { [field]: filter[field] });
    if (filter.from !== undefined) query.andWhere('entry.occurredAt >= :from', { from: filter.from });
    if (filter.before !== undefined) query.andWhere('entry.occurredAt < :before', { before: filter.before });
    return pageOf(query, list, AUDIT_SORTS, '-occurredAt');
  }

  history(subject: string, subjectId: string, before: number | undefined, limit: number): Promise<AuditEntry[]> {
    const query = this.database
      .repository(AuditEntry)
      .createQueryBuilder('entry')
      .where('entry.subject = :subject AND entry.subjectId = :subjectId', { subject, subjectId });
    if (before !== undefined) query.andWhere('entry.occurredAt <= :before', { before });
    return query.orderBy('entry.occurredAt', 'DESC').addOrderBy('entry.id', 'DESC').take(limit).getMany();
  }
}
