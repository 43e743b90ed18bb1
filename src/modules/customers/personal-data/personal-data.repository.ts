import { Injectable } from '@nestjs/common';
import { Database, marks } from '../../../platform/database/database.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { PersonalDataRequest } from './personal-data.entity.js';
import type { JobState, RequestList, RequestRow } from './personal-data.dto.js';

type New = Pick<PersonalDataRequest, 'kind' | 'customerId' | 'requestedById' | 'language' | 'reason' | 'counts' | 'createdAt'>;
type Done = Pick<PersonalDataRequest, 'fileId' | 'bytes' | 'finishedAt' | 'expiresAt'>;

/** What was asked for about people, and how far it is. */
@Injectable()
export class PersonalDataRequests {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
  ) {}

  async insert(values: New): Promise<number> {
    const { identifiers } = await this.database.repository(PersonalDataRequest).insert(values);
    return Number(identifiers[0]!['id']);
  }

  get(id: number): Promise<PersonalDataRequest | null> {
    return this.database.repository(PersonalDataRequest).findOneBy({ id });
  }

  async page(list: RequestList): Promise<Page<RequestRow>> {
    const query = this.reached();
    if (list.kind) query.andWhere('r.kind = :kind', { kind: list.kind });
    if (list.customerId) query.andWhere('r.customerId = :customerId', { customerId: list.customerId });
    const page = await pageOf(query, list, { createdAt: 'id' }, '-createdAt');
    return { ...page, items: page.items.map(named) };
  }

  /** Within the caller's reach; `made`: anybody's, for whoever made it himself. */
  async find(id: number, { made = false } = {}): Promise<RequestRow | undefined> {
    const row = await (made ? this.every() : this.reached()).andWhere('r.id = :id', { id }).getOne();
    return row ? named(row) : undefined;
  }

  /** What became of the jobs; one that is not kept any more is missing. */
  async jobStates(jobIds: readonly number[]): Promise<Map<number, JobState>> {
    if (!jobIds.length) return new Map();
    const sql = `SELECT id, state, error FROM job WHERE id IN (${marks(jobIds)})`;
    const rows = await this.database.rows<JobState & { id: number }>(sql, jobIds);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async setJob(id: number, jobId: number): Promise<void> {
    await this.database.repository(PersonalDataRequest).update({ id }, { jobId });
  }

  async setTraces(id: number, tracesSealed: string): Promise<void> {
    await this.database.repository(PersonalDataRequest).update({ id }, { tracesSealed });
  }

  /** @returns false when it has ended already: its file is there, or he has been erased meanwhile. */
  async done(id: number, values: Done): Promise<boolean> {
    const sql =
      'UPDATE personal_data_request SET fileId = ?, bytes = ?, finishedAt = ?, expiresAt = ?, tracesSealed = NULL WHERE id = ? AND finishedAt IS NULL';
    return (await this.database.run(sql, [values.fileId, values.bytes, values.finishedAt, values.expiresAt, id])) === 1;
  }

  /** Exports of these customers end: those under way come to nothing. @returns the files that were there. */
  async endExports(customerIds: readonly number[], now: number): Promise<number[]> {
    const where = `kind = 'export' AND customerId IN (${marks(customerIds)})`;
    const rows = await this.database.rows<{ fileId: number | null }>(
      `SELECT fileId FROM personal_data_request WHERE ${where}${this.database.dialect.forUpdate()}`,
      customerIds,
    );
    await this.database.run(
      `UPDATE personal_data_request SET fileId = NULL, finishedAt = COALESCE(finishedAt, ?), reason = NULL WHERE ${where}`,
      [now, ...customerIds],
    );
    return rows.flatMap(({ fileId }) => fileId ?? []);
  }

  expired(before: number, limit: number): Promise<{ id: number; fileId: number }[]> {
    const sql = 'SELECT id, fileId FROM personal_data_request WHERE expiresAt <= ? AND fileId IS NOT NULL ORDER BY id LIMIT ?';
    return this.database.rows(sql, [before, limit]);
  }

  async noFile(id: number): Promise<void> {
    await this.database.repository(PersonalDataRequest).update({ id }, { fileId: null });
  }

  private every() {
    return this.database.repository(PersonalDataRequest).createQueryBuilder('r').leftJoinAndSelect('r.requestedBy', 'staff');
  }

  private reached() {
    return this.scope.query(PersonalDataRequest, 'r', 'PersonalDataRequest').leftJoinAndSelect('r.requestedBy', 'staff');
  }
}

const named = (row: PersonalDataRequest): RequestRow => ({ ...row, requestedByName: row.requestedBy?.name ?? null });
