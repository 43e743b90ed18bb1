import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import type { Customer } from '../customer.entity.js';
import { customerPage } from '../customers.messages.js';
import type { PersonalCounts } from './personal-data.entity.js';

type Ids = readonly number[];
export type Row = Readonly<Record<string, unknown>>;

/** The record that stands for a person, and those that became part of it. */
export interface PersonIds {
  readonly id: number;
  /** `id` and the records merged into it. */
  readonly ids: readonly number[];
}

/** Everything that refers to one person, whatever state his record is in. */
@Injectable()
export class PersonRepository {
  constructor(private readonly database: Database) {}

  /** A merged record stands for the one it became part of. @returns undefined for nobody, and for somebody who was erased. */
  async idsOf(customerId: number): Promise<PersonIds | undefined> {
    const [found] = await this.database.rows<{ id: number }>(
      `SELECT COALESCE(m.survivorId, c.id) AS id FROM customer c LEFT JOIN customer_merge m ON m.activeMergedId = c.id WHERE c.id = ? AND c.erasedAt IS NULL`,
      [customerId],
    );
    if (!found) return undefined;
    const merged = await this.database.rows<{ id: number }>(
      'SELECT activeMergedId AS id FROM customer_merge WHERE survivorId = ? AND activeMergedId IS NOT NULL ORDER BY activeMergedId',
      [found.id],
    );
    return { id: found.id, ids: [found.id, ...merged.map(({ id }) => id)] };
  }

  records(ids: Ids): Promise<Customer[]> {
    return this.database.rows<Customer>(`SELECT * FROM customer WHERE id IN (${marks(ids)}) ORDER BY id`, ids);
  }

  profiles(table: 'person_profile' | 'company_profile', ids: Ids): Promise<Row[]> {
    return this.database.rows(`SELECT * FROM ${table} WHERE customerId IN (${marks(ids)}) ORDER BY customerId`, ids);
  }

  contacts(ids: Ids): Promise<Row[]> {
    return this.database.rows(
      `SELECT id, name, gender, position, officePhone, mobile, active, createdAt FROM contact WHERE customerId IN (${marks(ids)}) ORDER BY id`,
      ids,
    );
  }

  interactions(ids: Ids): Promise<Row[]> {
    return this.database.rows(
      `SELECT i.id, i.kind, i.occurredAt, s.name AS author, i.place, i.summary, i.notes, i.nextFollowUpAt, i.remindedAt, i.deletedAt FROM interaction i
        LEFT JOIN staff s ON s.id = i.authorId WHERE i.customerId IN (${marks(ids)}) ORDER BY i.occurredAt, i.id`,
      ids,
    );
  }

  /** By whom he was looked after; why one colleague followed another is theirs. */
  ownerships(ids: Ids): Promise<Row[]> {
    return this.database.rows(
      `SELECT o.id, s.name AS owner, o.beganAt, o.endedAt FROM ownership o JOIN staff s ON s.id = o.staffId WHERE o.customerId IN (${marks(ids)}) ORDER BY o.beganAt, o.id`,
      ids,
    );
  }

  tags(ids: Ids): Promise<Row[]> {
    return this.database.rows(
      `SELECT DISTINCT t.id, t.name FROM customer_tag x JOIN tag t ON t.id = x.tagId WHERE x.customerId IN (${marks(ids)}) ORDER BY t.name`,
      ids,
    );
  }

  courses(ids: Ids): Promise<Row[]> {
    return this.database.rows(
      `SELECT DISTINCT k.id, k.name FROM customer_course x JOIN course k ON k.id = x.courseId WHERE x.customerId IN (${marks(ids)}) ORDER BY k.id`,
      ids,
    );
  }

  /** Colleagues were told about him. */
  messages(ids: Ids): Promise<{ id: number; code: string; params: string; createdAt: number }[]> {
    const links = ids.map(customerPage);
    return this.database.rows(
      `SELECT MIN(id) AS id, code, params, MIN(createdAt) AS createdAt FROM notification WHERE link IN (${marks(links)}) GROUP BY batch, code, params ORDER BY MIN(id)`,
      links,
    );
  }

  /** How much there is, by what it is. */
  async counts(ids: Ids): Promise<PersonalCounts> {
    const [contacts, interactions, ownerships] = [
      await this.count('contact', ids),
      await this.count('interaction', ids),
      await this.count('ownership', ids),
    ];
    const [logged] = await this.database.rows<{ n: number }>(
      `SELECT COUNT(*) AS n FROM audit_entry WHERE subject = 'Customer' AND subjectId IN (${marks(ids)})`,
      ids.map(String),
    );
    return {
      contacts,
      interactions,
      ownerships,
      logged: Number(logged!.n),
      messages: (await this.messages(ids)).length,
      merged: ids.length - 1,
    };
  }

  private async count(table: string, ids: Ids): Promise<number> {
    const [row] = await this.database.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE customerId IN (${marks(ids)})`, ids);
    return Number(row!.n);
  }
}
