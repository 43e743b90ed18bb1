import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import type { Actor } from '../context/actor.js';
import { Database, marks } from '../database/database.js';
import { type ListQuery, type Page, pageOf } from '../http/list-query.js';
import type { Sql } from '../permissions/scope-sql.js';
import { Job, type JobState } from './job.entity.js';

export const JOB_SORTS = { createdAt: 'createdAt', runAt: 'runAt', finishedAt: 'finishedAt' } as const;

export type NewJob = Pick<Job, 'kind' | 'payload' | 'runAt' | 'joinKey' | 'rerun' | 'actorKind' | 'actorId' | 'createdAt'>;
export type JobFilter = { state?: JobState | undefined; kind?: string | undefined; routine?: boolean | undefined };
/** The rows somebody may see: those his permissions reach, and those he started. */
export interface JobReach {
  readonly scope: Sql;
  readonly actor: Pick<Actor, 'kind' | 'id'>;
}

/** Of a list: `told` are the rows in which he sees what it is filtered and ordered by. */
export interface JobPageReach {
  readonly reach: JobReach;
  readonly told: readonly JobReach[];
  readonly seesStates: boolean;
}

/** Jobs as those see them who enqueue, watch, cancel and retry them. */
@Injectable()
export class JobRepository {
  constructor(private readonly database: Database) {}

  /** @returns the id of the new row, or of the active one with the same key. */
  async insert(job: NewJob): Promise<number> {
    const columns = [
      'kind',
      'payload',
      'state',
      'attempt',
      'failures',
      'runAt',
      'sentAt',
      'joinKey',
      'activeKey',
      'rerun',
      'cancelRequested',
      'actorKind',
      'actorId',
      'createdAt',
    ];
    const values = [
      job.kind,
      JSON.stringify(job.payload),
      'waiting',
      0,
      0,
      job.runAt,
      0,
      job.joinKey,
      job.joinKey,
      0,
      0,
      job.actorKind,
      job.actorId,
      job.createdAt,
    ];
    const insert = `INSERT INTO job (${columns.join(', ')}) VALUES (${marks(values)})`;
    if (job.joinKey === null) return this.database.insertId(insert, values);
    // the row stays locked until the caller commits: whoever runs the job then sees what it was asked for
    const rerun = job.rerun ? "CASE WHEN state = 'running' THEN 1 ELSE rerun END" : 'rerun';
    await this.database.run(`${insert}${this.database.dialect.onConflict(['activeKey'], () => `rerun = ${rerun}`)}`, values);
    const [row] = await this.database.rows<{ id: number }>(`SELECT id FROM job WHERE activeKey = ?${this.database.dialect.forUpdate()}`, [
      job.joinKey,
    ]);
    return row!.id;
  }

  find(id: number): Promise<Job | null> {
    return this.table.findOneBy({ id });
  }

  findInReach(id: number, reach: JobReach): Promise<Job | null> {
    return this.inReach(reach).andWhere('job.id = :id', { id }).getOne();
  }

  page(list: ListQuery, filter: JobFilter, { reach, told, seesStates }: JobPageReach): Promise<Page<Job>> {
    const query = this.inReach(reach);
    told.forEach((one, i) => this.among(query, one, `told${i}_`));
    if (filter.state) query.andWhere('job.state = :state', { state: filter.state });
    if (filter.kind) query.andWhere('job.kind = :kind', { kind: filter.kind });
    // what the house does by itself again and again, and did well; all of it where one may not tell how it went
    const well = seesStates ? "job.state = 'done' AND " : '';
    if (filter.routine === false)
      query.andWhere(`NOT (${well}job.actorKind = 'system' AND job.joinKey IS NOT NULL AND job.joinKey LIKE 'schedule:%')`);
    return pageOf(query, list, JOB_SORTS, '-createdAt');
  }

  /** @returns whether it was still waiting. */
  async cancelWaiting(id: number, now: number): Promise<boolean> {
    const { affected } = await this.table.update(
      { id, state: 'waiting' },
      { state: 'cancelled', activeKey: null, rerun: false, finishedAt: now },
    );
    return affected === 1;
  }

  async requestCancel(id: number): Promise<boolean> {
    const { affected } = await this.table.update({ id, state: 'running' }, { cancelRequested: true, rerun: false });
    return affected === 1;
  }

  /** A dead letter or a cancelled job waits again. @returns false when it is neither. */
  async revive(id: number, now: number): Promise<boolean> {
    const sql =
      "UPDATE job SET state = 'waiting', failures = 0, runAt = ?, sentAt = 0, activeKey = joinKey, cancelRequested = 0, finishedAt = NULL WHERE id = ? AND state IN ('failed', 'cancelled')";
    return (await this.database.run(sql, [now, id])) === 1;
  }

  /** Ended before `before`, of the system only or of everybody; at most `limit`. @returns how many. */
  async prune(states: readonly JobState[], before: number, limit: number, systemOnly: boolean): Promise<number> {
    const where = `state IN (${marks(states)}) AND finishedAt < ?${systemOnly ? " AND actorKind = 'system'" : ''}`;
    const rows = await this.database.rows<{ id: number }>(`SELECT id FROM job WHERE ${where} ORDER BY finishedAt LIMIT ${limit}`, [
      ...states,
      before,
    ]);
    if (!rows.length) return 0;
    return this.database.run(`DELETE FROM job WHERE id IN (${marks(rows)}) AND ${where}`, [
      ...rows.map((row) => row.id),
      ...states,
      before,
    ]);
  }

  private inReach(reach: JobReach) {
    return this.among(this.table.createQueryBuilder('job'), reach, 'reach');
  }

  private among(query: SelectQueryBuilder<Job>, { scope, actor }: JobReach, prefix: string): SelectQueryBuilder<Job> {
    const named: Record<string, unknown> = { mineKind: actor.kind, mineId: actor.id };
    let n = 0;
    const sql = scope.sql.replace(/\?/g, () => {
      named[`${prefix}${n}`] = scope.params[n];
      return `:${prefix}${n++}`;
    });
    return query.andWhere(`((${sql}) OR (job.actorKind = :mineKind AND job.actorId = :mineId))`, named);
  }

  private get table() {
    return this.database.repository(Job);
  }
}
