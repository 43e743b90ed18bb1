import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../platform/database/database.js';
import type { Sql } from '../../platform/permissions/scope-sql.js';
import { LIST_COLUMNS } from './list/customer-list.sql.js';
import { Customer } from './customer.entity.js';
import type { DetailRow } from './customer.view.js';
import { HELD_COLUMNS, type HeldRow } from './ownership/ownership.repository.js';
import { RULE_COLUMNS, type RuleRow, ruleColumnsSql } from './rule-row.port.js';
import { TombstoneRepository } from './tombstone.repository.js';
import { CompanyProfile, PersonProfile } from './profile.entity.js';

export type ProfileKind = 'person' | 'company';
const PROFILES = { person: PersonProfile, company: CompanyProfile } as const;

const DETAIL = `SELECT ${LIST_COLUMNS}, s.name AS ownerName, c.address, c.postCode, c.website, c.referredById, c.externalId, c.notes, c.deletedAt, c.deletedById, d.name AS departmentName, m.name AS createdByName
  FROM customer c LEFT JOIN staff s ON s.id = c.ownerId LEFT JOIN department d ON d.id = c.departmentId LEFT JOIN staff m ON m.id = c.createdById`;

export type ReachedRow = RuleRow & Pick<Customer, 'id' | 'version'>;
/** With his clocks, whose verbs need them. */
export type HeldByRow = ReachedRow & HeldRow & Pick<Customer, 'lastInteractionAt'>;

const CLOCKS = HELD_COLUMNS.filter((column) => !(RULE_COLUMNS as readonly string[]).includes(column))
  .map((column) => `c.${column}`)
  .join(', ');

/** One customer with what belongs to his record. */
@Injectable()
export class CustomerRepository {
  constructor(
    private readonly database: Database,
    private readonly tombstones: TombstoneRepository,
  ) {}

  /** A living customer within `reach`. */
  async find(id: number, reach: Sql): Promise<DetailRow | undefined> {
    return (
      await this.database.rows<DetailRow>(`${DETAIL} WHERE c.id = ? AND c.deletedAt IS NULL AND ${reach.sql}`, [id, ...reach.params])
    )[0];
  }

  /** The same as far as rules about him and what belongs to him ask: cheap, and locked until the transaction ends with `lock`. */
  async reached(id: number, reach: Sql, options: { lock?: boolean } = {}): Promise<ReachedRow | undefined> {
    const lock = options.lock ? this.database.dialect.forUpdate() : '';
    const sql = `SELECT c.id, c.version, ${ruleColumnsSql()} FROM customer c WHERE c.id = ? AND c.deletedAt IS NULL AND ${reach.sql}${lock}`;
    return (await this.database.rows<ReachedRow>(sql, [id, ...reach.params], { prepared: true }))[0];
  }

  /** The same with his clocks, locked until the transaction ends: one look where recording what was done with him took two. */
  async reachedHeld(id: number, reach: Sql): Promise<HeldByRow | undefined> {
    const sql = `SELECT c.version, c.lastInteractionAt, ${ruleColumnsSql()}, ${CLOCKS} FROM customer c
      WHERE c.id = ? AND c.deletedAt IS NULL AND ${reach.sql}${this.database.dialect.forUpdate()}`;
    return (await this.database.rows<HeldByRow>(sql, [id, ...reach.params], { prepared: true }))[0];
  }

  /** A living customer with every column, whoever asks. */
  async whole(id: number): Promise<Record<string, unknown> | null> {
    const [row] = await this.database.rows('SELECT c.* FROM customer c WHERE c.id = ? AND c.deletedAt IS NULL', [id]);
    return row ?? null;
  }

  /** Whose contact or interaction this is. */
  async ofChild(table: 'contact' | 'interaction', id: number): Promise<number | undefined> {
    const [row] = await this.database.rows<{ customerId: number }>(`SELECT customerId FROM ${table} WHERE id = ?`, [id]);
    return row?.customerId;
  }

  async insert(values: Partial<Customer>): Promise<number> {
    const { identifiers } = await this.database.repository(Customer).insert(values);
    return Number(identifiers[0]!['id']);
  }

  /** Under the row's lock. Raises the version. */
  async update(id: number, version: number, values: Partial<Customer>): Promise<boolean> {
    await this.tombstones.yieldKeys(id, values);
    return (await this.database.repository(Customer).update({ id, version }, { ...values, version: version + 1 })).affected === 1;
  }

  profile<K extends ProfileKind>(kind: K, customerId: number): Promise<InstanceType<(typeof PROFILES)[K]> | null> {
    return this.database.repository(PROFILES[kind] as typeof PersonProfile).findOneBy({ customerId }) as never;
  }

  async putProfile(kind: ProfileKind, customerId: number, values: object): Promise<void> {
    const profiles = this.database.repository(PROFILES[kind] as typeof PersonProfile);
    const known = await profiles.existsBy({ customerId });
    if (!known) await profiles.insert({ ...values, customerId });
    else if (Object.keys(values).length) await profiles.update({ customerId }, values);
  }

  async courseIds(customerId: number): Promise<number[]> {
    return (
      await this.database.rows<{ courseId: number }>('SELECT courseId FROM customer_course WHERE customerId = ? ORDER BY courseId', [
        customerId,
      ])
    ).map((r) => r.courseId);
  }

  async putCourses(customerId: number, courseIds: readonly number[]): Promise<void> {
    await this.replace('customer_course', 'courseId', customerId, courseIds);
  }

  async tags(customerId: number): Promise<string[]> {
    const sql = 'SELECT t.name FROM customer_tag x JOIN tag t ON t.id = x.tagId WHERE x.customerId = ? ORDER BY t.name';
    return (await this.database.rows<{ name: string }>(sql, [customerId])).map((r) => r.name);
  }

  async putTags(customerId: number, tagIds: readonly number[]): Promise<void> {
    await this.replace('customer_tag', 'tagId', customerId, tagIds);
  }

  /** Which of these ids exist in a table that customers refer to. */
  async existing(table: 'course' | 'customer', ids: readonly number[], reach?: Sql): Promise<Set<number>> {
    if (!ids.length) return new Set();
    const within = table === 'customer' ? ` AND c.deletedAt IS NULL AND ${reach?.sql ?? '1=1'}` : '';
    const rows = await this.database.rows<{ id: number }>(`SELECT c.id FROM ${table} c WHERE c.id IN (${marks(ids)})${within}`, [
      ...ids,
      ...(reach?.params ?? []),
    ]);
    return new Set(rows.map((r) => r.id));
  }

  /**
   * Under the customer's lock. Row by row rather than "delete all, insert all": a DELETE that finds nothing locks the gap on MySQL, and two
   * customers who are entered at once would wait for each other.
   */
  private async replace(
    table: 'customer_course' | 'customer_tag',
    column: 'courseId' | 'tagId',
    customerId: number,
    ids: readonly number[],
  ): Promise<void> {
    const rows = await this.database.rows<{ id: number }>(`SELECT ${column} AS id FROM ${table} WHERE customerId = ?`, [customerId]);
    const present = new Set(rows.map((r) => r.id));
    const added = ids.filter((id) => !present.has(id));
    const gone = [...present].filter((id) => !ids.includes(id));
    if (gone.length) {
      await this.database.run(`DELETE FROM ${table} WHERE customerId = ? AND ${column} IN (${marks(gone)})`, [customerId, ...gone]);
      await this.tombstones.takenOff(customerId, table === 'customer_tag' ? 'tag' : 'course', gone);
    }
    if (!added.length) return;
    await this.database.run(
      `INSERT INTO ${table} (customerId, ${column}) VALUES ${added.map(() => '(?, ?)').join(', ')}`,
      added.flatMap((id) => [customerId, id]),
    );
  }
}
