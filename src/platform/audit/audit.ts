import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Clock } from '../context/clock.js';
import { Context } from '../context/context.js';
import { sealWith } from '../vault/vault.js';
import type { Changes } from './audit-entry.entity.js';
import { AuditRepository } from './audit.repository.js';
import { changesOf, partition } from './changes.js';
import type { Person } from './person-key.entity.js';
import { PersonKeys } from './person-keys.js';

export interface AuditRecord {
  /** Subject of the permissions: `Customer`. */
  readonly subject: string;
  /** Of the record, or of the batch (`import-7`). */
  readonly subjectId: number | string;
  /** The verb: `create`, `update`, `claim`. */
  readonly action: string;
  /** As the fields were and are; only those that differ are kept. Leave secrets (passwords, tokens) out. */
  readonly before?: Readonly<Record<string, unknown>> | null;
  readonly after?: Readonly<Record<string, unknown>> | null;
  /** What the fields do not say: counts of a batch, the reason given. */
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Whom the personal fields are about; required with `personal`. */
  readonly person?: Person;
  /** Fields of before/after that are sealed with the person's own key. */
  readonly personal?: readonly string[];
}

/** Names of fields, and of details, that hold what somebody typed. */
export interface FreeTexts {
  readonly changes: readonly string[];
  readonly detail: readonly string[];
}

const without = (values: object, names: readonly string[], nothing: unknown) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, names.includes(name) ? nothing : value]));

/** The change log. Call `record` in the transaction of the change; a batch writes one entry. Nothing changes an entry afterwards. */
@Injectable()
export class Audit {
  constructor(
    private readonly repository: AuditRepository,
    private readonly keys: PersonKeys,
    private readonly context: Context,
    private readonly clock: Clock,
  ) {}

  /** An update that changed nothing leaves no entry. */
  async record(record: AuditRecord): Promise<void> {
    if (record.personal?.length && !record.person)
      throw new Error(`the audit record of ${record.subject} names personal fields but no person`);
    const changes = changesOf(record.before, record.after);
    if (record.action === 'update' && !Object.keys(changes).length && !record.detail) return;
    const { open, personal } = partition(changes, record.personal ?? []);
    const actor = this.context.optionalActor;
    await this.repository.add({
      subject: record.subject,
      subjectId: String(record.subjectId),
      action: record.action,
      occurredAt: this.clock.now(),
      actorKind: actor?.kind ?? null,
      actorId: actor?.id ?? null,
      actorName: actor?.name ?? null,
      source: this.context.source,
      address: this.context.address,
      requestId: this.context.requestId,
      changes: Object.keys(open).length ? open : null,
      detail: record.detail ?? null,
      ...(await this.sealed(record, personal)),
    });
  }

  /** Makes everything personal about somebody in the log unreadable for good; what was done and when stays. */
  @Transactional()
  async erasePerson(person: Person): Promise<void> {
    await this.keys.erase(person);
    await this.record({ subject: person.subject, subjectId: person.id, action: 'erase-personal-log' });
  }

  /**
   * What people typed freely and stands in the open in the entries about a record: the values go, that they changed stays. Only an erasure asks for it.
   */
  async forgetTexts(subject: string, subjectId: number | string, { changes, detail }: FreeTexts): Promise<void> {
    for (const entry of await this.repository.about(subject, String(subjectId))) {
      const reduced = {
        changes: entry.changes && without(entry.changes, changes, [null, null]),
        detail: entry.detail && without(entry.detail, detail, null),
      };
      if (JSON.stringify(reduced) !== JSON.stringify({ changes: entry.changes, detail: entry.detail }))
        await this.repository.reduce(entry.id, reduced as never);
    }
  }

  private async sealed(record: AuditRecord, personal: Changes) {
    const personalFields = Object.keys(personal);
    if (!record.person) return { personSubject: null, personId: null, personalFields: null, personal: null };
    const key = personalFields.length ? await this.keys.forWriting(record.person) : null;
    return {
      personSubject: record.person.subject,
      personId: String(record.person.id),
      personalFields: personalFields.length ? personalFields : null,
      personal: key ? sealWith(key, JSON.stringify(personal), placeOf(record)) : null,
    };
  }
}

/** What a sealed value is bound to: it does not open in the entry of another record. */
export const placeOf = (entry: { subject: string; subjectId: number | string; action: string }): string =>
  `audit_entry.personal.${entry.subject}.${entry.subjectId}.${entry.action}`;
