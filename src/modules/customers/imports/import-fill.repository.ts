import { Injectable } from '@nestjs/common';
import { Database, marks, type Param } from '../../../platform/database/database.js';
import { Customer } from '../customer.entity.js';
import { keyColumns, KEYS } from '../customer-keys.js';
import { TombstoneRepository } from '../tombstone.repository.js';
import { type Given, nothingGiven, type Person } from './import-fill.js';
import { PROFILE_COLUMNS, type ProfileKind } from '../profile-columns.js';
import { isGiven } from './import-columns.js';

type Profile = Record<string, unknown> & { customerId: number };

/** Customers who are there and whom rows fill up. */
@Injectable()
export class ImportFillRepository {
  constructor(
    private readonly database: Database,
    private readonly tombstones: TombstoneRepository,
  ) {}

  /** Living ones, as they are now; `lock` keeps them so, in the order of their ids, until the transaction ends. */
  async people(ids: readonly number[], { lock }: { lock: boolean }): Promise<Map<number, Person>> {
    if (!ids.length) return new Map();
    const query = this.database
      .repository(Customer)
      .createQueryBuilder('c')
      .where('c.id IN (:...ids)', { ids })
      .andWhere('c.deletedAt IS NULL');
    const rows = await (lock ? this.database.lock(query.orderBy('c.id')) : query).getMany();
    const found = rows.map((row) => row.id);
    if (!found.length) return new Map();
    const [person, company] = [await this.profiles('person', found), await this.profiles('company', found)];
    const courses = grouped(await this.links<number>('SELECT customerId, courseId AS value FROM customer_course', found));
    const tags = grouped(
      await this.links<string>('SELECT customerId, t.nameKey AS value FROM customer_tag x JOIN tag t ON t.id = x.tagId', found),
    );
    return new Map(
      rows.map((row): [number, Person] => [
        row.id,
        {
          id: row.id,
          row: row as never,
          profile: (row.type === 'person' ? person : company).get(row.id) ?? {},
          courses: new Set(courses.get(row.id)),
          tags: new Set(tags.get(row.id)),
          given: nothingGiven(),
        },
      ]),
    );
  }

  /** Under the row's lock. Raises the version, also where only what belongs to him has changed. */
  async update(id: number, columns: Given['columns'], at: number): Promise<void> {
    const names = Object.keys(columns);
    const keys = KEYS.filter((key) => names.includes(key));
    await this.tombstones.yieldKeys(Number(id), keyColumns(columns));
    const sets = [...names, ...keys.map((key) => `${key}Key`)].map((name) => `${name} = ?, `).join('');
    await this.database.run(`UPDATE customer SET ${sets}updatedAt = ?, version = version + 1 WHERE id = ?`, [
      ...names.map((name) => (columns[name] === true ? 1 : (columns[name] as Param))),
      ...keys.map((key) => columns[key] as Param),
      at,
      id,
    ]);
  }

  /** Fills empty fields of profiles, or makes the profiles. */
  async fillProfiles(
    kind: ProfileKind,
    profiles: readonly { readonly customerId: number; readonly values: Given['profile'] }[],
  ): Promise<void> {
    const columns = PROFILE_COLUMNS[kind].filter((name) => profiles.some(({ values }) => isGiven(values[name])));
    if (!columns.length) return;
    const one = `(${marks([0, ...columns])})`;
    const conflict = this.database.dialect.onConflict(['customerId'], (added) =>
      columns.map((name) => `${name} = COALESCE(${name}, ${added(name)})`).join(', '),
    );
    await this.database.run(
      `INSERT INTO ${kind}_profile (customerId, ${columns.join(', ')}) VALUES ${profiles.map(() => one).join(', ')}${conflict}`,
      profiles.flatMap(({ customerId, values }) => [customerId, ...columns.map((name) => (values[name] ?? null) as Param)]),
    );
  }

  private async profiles(kind: ProfileKind, ids: readonly number[]): Promise<Map<number, Profile>> {
    const columns = PROFILE_COLUMNS[kind].join(', ');
    const sql = `SELECT customerId, ${columns} FROM ${kind}_profile WHERE customerId IN (${marks(ids)})`;
    return new Map((await this.database.rows<Profile>(sql, ids)).map((row) => [row.customerId, row]));
  }

  private links<T>(select: string, ids: readonly number[]): Promise<{ customerId: number; value: T }[]> {
    return this.database.rows(`${select} WHERE customerId IN (${marks(ids)})`, ids);
  }
}

function grouped<T>(links: readonly { customerId: number; value: T }[]): Map<number, T[]> {
  const all = new Map<number, T[]>();
  for (const { customerId, value } of links) {
    const values = all.get(customerId);
    if (values) values.push(value);
    else all.set(customerId, [value]);
  }
  return all;
}
