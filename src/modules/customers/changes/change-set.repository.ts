import { Injectable } from '@nestjs/common';
import { In, IsNull, Or, type SelectQueryBuilder } from 'typeorm';
import { Database, type Param } from '../../../platform/database/database.js';
import { type Page, pageOf } from '../../../platform/http/list-query.js';
import { Scope } from '../../../platform/permissions/scope.js';
import type { ChangeSetList } from './change.dto.js';
import { ChangeSet, type ChangeState } from './change-set.entity.js';

type Given = Partial<Omit<ChangeSet, 'id' | 'createdBy' | 'undoneBy' | 'import'>>;
/** Which of the two jobs of a set is meant. */
export type Way = 'do' | 'undo';
export type NewChangeSet = Pick<ChangeSet, 'kind' | 'selection' | 'what' | 'language' | 'createdById' | 'createdAt'> &
  Partial<Pick<ChangeSet, 'state' | 'importId' | 'missing' | 'total' | 'finishedAt'>>;

const FRESH = {
  state: 'waiting',
  importId: null,
  total: null,
  missing: 0,
  done: 0,
  changed: 0,
  unchanged: 0,
  refused: 0,
  jobId: null,
  error: null,
  finishedAt: null,
  undoState: null,
  undoJobId: null,
  undoneById: null,
  undoAt: null,
  undoFinishedAt: null,
  undoTotal: 0,
  back: 0,
  partly: 0,
  kept: 0,
  undoError: null,
} as const;

/** Change sets; every change of their state is conditional. */
@Injectable()
export class ChangeSetRepository {
  constructor(
    private readonly database: Database,
    private readonly scope: Scope,
  ) {}

  async insert(values: NewChangeSet): Promise<number> {
    const { identifiers } = await this.database.repository(ChangeSet).insert({ ...FRESH, ...values } as never);
    return Number(identifiers[0]!['id']);
  }

  page(list: ChangeSetList): Promise<Page<ChangeSet>> {
    const query = this.reached('read');
    if (list.kind?.length) query.andWhere('x.kind IN (:...kinds)', { kinds: list.kind });
    if (list.state?.length) query.andWhere('x.state IN (:...states)', { states: list.state });
    if (list.createdById?.length) query.andWhere('x.createdById IN (:...people)', { people: list.createdById });
    if (list.undone !== undefined) query.andWhere(`x.undoState IS ${list.undone ? 'NOT ' : ''}NULL`);
    return pageOf(query, list, { createdAt: 'id' }, '-createdAt');
  }

  /** Within the caller's reach. */
  find(id: number, action = 'read'): Promise<ChangeSet | null> {
    return this.reached(action).andWhere('x.id = :id', { id }).getOne();
  }

  /** What an import did is reached through the import as well. */
  private reached(action: string): SelectQueryBuilder<ChangeSet> {
    const query = this.scope.query(ChangeSet, 'x', 'ChangeSet', action);
    const imports = this.scope.sql('Import', action, (field) => (field === 'createdById' ? 'x.createdById' : undefined));
    return this.scope.narrow(query, { sql: `(x.importId IS NULL OR ${imports.sql})`, params: imports.params });
  }

  /** For the job, which acts for whoever started it. */
  get(id: number): Promise<ChangeSet | null> {
    return this.database.repository(ChangeSet).findOneBy({ id });
  }

  ofImport(importId: number): Promise<ChangeSet | null> {
    return this.database.repository(ChangeSet).findOneBy({ importId });
  }

  /** Only while it is in one of these states; false when it is not. */
  async change(id: number, states: readonly ChangeState[], values: Given): Promise<boolean> {
    return (await this.database.repository(ChangeSet).update({ id, state: In([...states]) }, values as never)).affected === 1;
  }

  /** The same for its undo; null: nobody has asked for it. */
  async changeUndo(id: number, states: readonly (ChangeState | null)[], values: Given): Promise<boolean> {
    const known = In(states.filter((state) => state !== null));
    const undoState = states.includes(null) ? Or(IsNull(), known) : known;
    return (await this.database.repository(ChangeSet).update({ id, undoState } as never, values as never)).affected === 1;
  }

  /** How many customers its batches have dealt with, and those of its undo. */
  async progress(id: number): Promise<{ done: number; undone: number }> {
    const sql = 'SELECT done, back + partly + kept AS undone FROM customer_change_set WHERE id = ?';
    const [row] = await this.database.rows<{ done: number; undone: number }>(sql, [id]);
    return { done: Number(row!.done), undone: Number(row!.undone) };
  }

  /**
   * Counts one batch that began at `from`; false when it was cancelled, or a process that has taken it over was faster: what this one judged by rows as
   * the other has left them must not be kept.
   */
  async advance(id: number, from: number, by: { changed: number; unchanged: number; refused: number }): Promise<boolean> {
    const done = by.changed + by.unchanged + by.refused;
    const sql = `UPDATE customer_change_set SET done = done + ?, changed = changed + ?, unchanged = unchanged + ?, refused = refused + ? WHERE id = ? AND state = 'running' AND done = ?`;
    return (await this.database.run(sql, [done, by.changed, by.unchanged, by.refused, id, from])) === 1;
  }

  async advanceUndo(id: number, from: number, by: { back: number; partly: number; kept: number }): Promise<boolean> {
    const sql = `UPDATE customer_change_set SET back = back + ?, partly = partly + ?, kept = kept + ? WHERE id = ? AND undoState = 'running' AND back + partly + kept = ?`;
    return (await this.database.run(sql, [by.back, by.partly, by.kept, id, from])) === 1;
  }

  /** Sets that wait or run though their job has ended: cancelled while it waited, or failed for good. */
  abandoned(way: Way, limit: number): Promise<{ id: number; jobState: 'failed' | 'cancelled'; error: string | null }[]> {
    const [state, job] = way === 'do' ? ['state', 'jobId'] : ['undoState', 'undoJobId'];
    return this.database.rows(
      `SELECT x.id, j.state AS jobState, j.error FROM customer_change_set x JOIN job j ON j.id = x.${job}
       WHERE x.${state} IN ('waiting', 'running') AND j.state IN ('failed', 'cancelled') ORDER BY x.id LIMIT ?`,
      [limit],
    );
  }

  /** Ended before an instant, with rows that are still kept. */
  async outdated(before: number, limit: number): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT x.id FROM customer_change_set x WHERE x.finishedAt < ? AND (x.undoState IS NULL OR x.undoState NOT IN ('waiting', 'running'))
       AND EXISTS (SELECT 1 FROM customer_change c WHERE c.setId = x.id) ORDER BY x.id LIMIT ?`,
      [before, limit] satisfies Param[],
    );
    return rows.map((row) => row.id);
  }
}
