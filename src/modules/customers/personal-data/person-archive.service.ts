import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/audit-log.service.js';
import { iso } from '../../../platform/context/clock.js';
import type { Language } from '../../../platform/context/language.js';
import type { MessageParams } from '../../../platform/notifications/message.js';
import { messageText } from '../../../platform/notifications/message-text.js';
import { CustomerChildren } from '../customer-children.js';
import { customerNumber } from '../customer.entity.js';
import type { ArchivePart } from './archive-words.js';
import { PersonRecords } from './person-records.service.js';
import { type PersonIds, PersonRepository, type Row } from './person.repository.js';

const INSTANTS = new Set(['occurredAt', 'nextFollowUpAt', 'beganAt', 'endedAt', 'createdAt']);
const HIDDEN = new Set(['id', 'remindedAt', 'deletedAt']);

/** What goes into the file that a person may have of what is kept about him: of colleagues only who looked after him and who wrote. */
@Injectable()
export class PersonArchive {
  constructor(
    private readonly people: PersonRepository,
    private readonly records: PersonRecords,
    private readonly log: AuditLog,
    private readonly children: CustomerChildren,
  ) {}

  /** Part by part, each a list of rows. `language`: of whoever asked for it; a job speaks none. */
  async of({ id, ids }: PersonIds, language: Language): Promise<ArchivePart[]> {
    const sees = await this.records.sightOf(id);
    const parts: ArchivePart[] = [
      { name: 'record', rows: await this.records.of([id]) },
      { name: 'merged', rows: await this.records.of(ids.slice(1)) },
    ];
    if (sees.contacts) parts.push({ name: 'contacts', rows: plain(await this.people.contacts(ids)).map(sees.contact) });
    if (sees.interactions)
      parts.push({
        name: 'interactions',
        rows: plain((await this.people.interactions(ids)).filter(({ deletedAt }) => deletedAt === null)),
      });
    if (sees.owners) parts.push({ name: 'ownerships', rows: plain(await this.people.ownerships(ids)) });
    parts.push({ name: 'messages', rows: await this.messages(ids, language) });
    parts.push({ name: 'changes', rows: await this.changes(ids) });
    const others = (await Promise.all(ids.map((one) => this.children.timeline(one, undefined, 1000)))).flat();
    const told = others.filter(({ tells }) => (tells ?? []).every(sees.field));
    parts.push({ name: 'others', rows: told.map(({ kind, at, data }) => ({ kind, at: iso(at), ...data })) });
    return parts.filter(({ rows }) => rows.length);
  }

  private async messages(ids: readonly number[], language: Language): Promise<Row[]> {
    return (await this.people.messages(ids)).map(({ code, params, createdAt }) => ({
      at: iso(Number(createdAt)),
      ...messageText(code, JSON.parse(params) as MessageParams, language),
    }));
  }

  /** What was changed from what to what, as whoever asks sees the record itself; by whom is the colleagues' affair. */
  private async changes(ids: readonly number[]): Promise<Row[]> {
    const rows: Row[] = [];
    for (const id of ids) {
      const sees = await this.records.sightOf(id);
      const number = customerNumber(id);
      for (const { occurredAt, action, changes, opened } of await this.log.whole('Customer', id))
        for (const [field, values] of Object.entries({ ...changes, ...opened })) {
          if (!sees.field(field)) continue;
          const [before, after] = values.map((value) => sees.value(field, value));
          rows.push({ at: iso(Number(occurredAt)), number, action, field, before, after });
        }
    }
    return rows;
  }
}

const plain = (rows: readonly Row[]): Row[] =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([name]) => !HIDDEN.has(name))
        .map(([name, value]) => [name, INSTANTS.has(name) ? iso(value === null ? null : Number(value)) : value]),
    ),
  );
