import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { BusinessTime } from '../context/business-time.js';
import { commonErrors } from '../errors/common.errors.js';
import type { Page } from '../http/list-query.js';
import { openWith } from '../vault/vault.js';
import type { AuditEntry, Changes } from './audit-entry.entity.js';
import { type AuditQuery, type AuditView, auditView } from './audit.dto.js';
import { Audit, placeOf } from './audit.js';
import { AuditRepository } from './audit.repository.js';
import { PersonKeys } from './person-keys.js';

/** Reading the change log (REQ-SY2). */
@Injectable()
export class AuditLog {
  constructor(
    private readonly repository: AuditRepository,
    private readonly keys: PersonKeys,
    private readonly time: BusinessTime,
    private readonly audit: Audit,
  ) {}

  async page(query: AuditQuery): Promise<Page<AuditView>> {
    const { from, to, subject, subjectId, action, actorId, source, requestId } = query;
    const period = { from: from && this.time.startOf(from), before: to && this.time.startOf(this.time.addDays(to, 1)) };
    const filter = {
      subject,
      subjectId,
      action,
      actorId,
      source,
      requestId,
      from: period.from || undefined,
      before: period.before || undefined,
    };
    const page = await this.repository.page(query, filter);
    return { ...page, items: page.items.map((entry) => auditView(entry)) };
  }

  /** The latest entries about one record at or before an instant, without their values; whoever asks has checked that the record may be read. */
  history(subject: string, subjectId: number | string, before: number | undefined, limit: number): Promise<AuditEntry[]> {
    return this.repository.history(subject, String(subjectId), before, limit);
  }

  /** @throws not-found (404) */
  async get(id: number): Promise<AuditView> {
    return auditView(await this.entry(id));
  }

  /** The entry with its personal values, which leaves an entry itself. @throws not-found (404) */
  @Transactional()
  async reveal(id: number): Promise<AuditView> {
    const entry = await this.entry(id);
    if (!entry.personalFields) return auditView(entry);
    await this.audit.record({
      subject: 'AuditEntry',
      subjectId: id,
      action: 'reveal',
      detail: { subject: entry.subject, subjectId: entry.subjectId, fields: entry.personalFields },
    });
    return auditView(entry, await this.personal(entry));
  }

  /** Everything about one record with its personal values as far as its person has a key; whoever asks logs that, once for all. */
  async whole(subject: string, subjectId: number | string): Promise<(AuditEntry & { opened: Changes | null })[]> {
    const all: (AuditEntry & { opened: Changes | null })[] = [];
    for (const entry of await this.repository.about(subject, String(subjectId))) all.push({ ...entry, opened: await this.personal(entry) });
    return all;
  }

  private async entry(id: number): Promise<AuditEntry> {
    const entry = await this.repository.find(id);
    if (!entry) throw commonErrors['not-found']();
    return entry;
  }

  private async personal(entry: AuditEntry): Promise<Changes | null> {
    if (entry.personal === null) return null;
    const key = await this.keys.forReading({ subject: entry.personSubject ?? '', id: entry.personId ?? '' });
    return key ? (JSON.parse(openWith(key, entry.personal, placeOf(entry))) as Changes) : null;
  }
}
