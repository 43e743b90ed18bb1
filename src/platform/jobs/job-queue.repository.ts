import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../context/clock.js';
import { Database, marks } from '../database/database.js';
import { Job } from './job.entity.js';

/** A job that this process has taken. Every write names it whole: whoever lost it meanwhile changes nothing. */
export interface Claim extends Readonly<Pick<Job, 'id' | 'kind' | 'payload' | 'attempt' | 'actorKind' | 'actorId'>> {
  failures: number;
  furthest: number | null;
}
export type Orphan = Claim & { leasedBy: string };

const COLUMNS = 'id, kind, payload, attempt, failures, furthest, actorKind, actorId';
const FREED = 'leasedBy = NULL, leaseUntil = NULL, sentAt = 0, cancelRequested = 0';
const ENDED = `${FREED}, activeKey = NULL, rerun = 0`;
const MINE = "id = ? AND attempt = ? AND leasedBy = ? AND state = 'running'";

/** Jobs as the runner sees them: taken, held and settled by conditional updates. */
@Injectable()
export class JobQueueRepository {
  /** This process. */
  private readonly self: string = randomUUID();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Takes up to `limit` due jobs of these kinds; several processes never take the same one. */
  async claimDue(kinds: readonly string[], limit: number, leaseMs: number): Promise<Claim[]> {
    const now = this.clock.now();
    const due = `SELECT ${COLUMNS} FROM job WHERE state = 'waiting' AND runAt <= ? AND kind IN (${marks(kinds)}) ORDER BY runAt, id LIMIT ${limit}`;
    // most polls find nothing: no transaction for them
    if (!(await this.database.rows(due, [now, ...kinds])).length) return [];
    return this.database.transaction(
      async () => {
        const rows = await this.database.rows<Claim>(`${due}${this.database.dialect.forUpdate({ skipLocked: true })}`, [now, ...kinds]);
        if (!rows.length) return [];
        const ids = rows.map((row) => row.id);
        await this.database.run(
          `UPDATE job SET state = 'running', attempt = attempt + 1, leasedBy = ?, leaseUntil = ?, startedAt = ?, progressDone = NULL, progressTotal = NULL WHERE id IN (${marks(ids)})`,
          [this.self, now + leaseMs, now, ...ids],
        );
        return rows.map((row) => claimOf({ ...row, attempt: row.attempt + 1 }));
      },
      { readCommitted: true },
    );
  }

  /** Takes the one job that was delivered; null when it was taken before. */
  async claim(id: number, attempt: number, kinds: readonly string[], leaseMs: number): Promise<Claim | null> {
    const now = this.clock.now();
    const taken = await this.database.run(
      `UPDATE job SET state = 'running', attempt = attempt + 1, leasedBy = ?, leaseUntil = ?, startedAt = ?, progressDone = NULL, progressTotal = NULL
       WHERE id = ? AND attempt = ? AND state = 'waiting' AND kind IN (${marks(kinds)})`,
      [this.self, now + leaseMs, now, id, attempt, ...kinds],
    );
    if (!taken) return null;
    const [row] = await this.database.rows<Claim>(`SELECT ${COLUMNS} FROM job WHERE id = ?`, [id]);
    return row ? claimOf(row) : null;
  }

  /** In the handler's transaction, if it has one. @returns false when the job is no longer ours. */
  async finish(claim: Claim, result: object | null, done: number | null, total: number | null): Promise<boolean> {
    const now = this.clock.now();
    const kept = [result === null ? null : JSON.stringify(result), done, total];
    const set = 'error = NULL, result = ?, progressDone = ?, progressTotal = ?';
    const ended = await this.settle(claim, `state = 'done', ${set}, finishedAt = ?, ${ENDED}`, [...kept, now], ' AND rerun = 0');
    return (
      ended ||
      this.settle(
        claim,
        // it was due before, and is due still, whatever the clock says by now
        `state = 'waiting', ${set}, failures = 0, furthest = NULL, ${FREED}, rerun = 0`,
        kept,
        ' AND rerun = 1',
      )
    );
  }

  /** `retryAt` null: a dead letter, unless somebody has asked for the job again meanwhile. */
  async fail(claim: Claim, error: string, retryAt: number | null): Promise<boolean> {
    const now = this.clock.now();
    if (
      retryAt === null &&
      (await this.settle(
        claim,
        `state = 'failed', error = ?, failures = failures + 1, finishedAt = ?, ${ENDED}`,
        [error, now],
        ' AND rerun = 0',
      ))
    )
      return true;
    const failures = retryAt === null ? '0, rerun = 0' : 'failures + 1';
    return this.settle(claim, `state = 'waiting', error = ?, runAt = ?, failures = ${failures}, ${FREED}`, [error, retryAt ?? now]);
  }

  cancelled(claim: Claim): Promise<boolean> {
    return this.settle(claim, `state = 'cancelled', finishedAt = ?, ${ENDED}`, [this.clock.now()]);
  }

  /** For another process, or the next start; no failure. */
  handBack(claim: Claim): Promise<boolean> {
    return this.settle(claim, `state = 'waiting', ${FREED}`, []);
  }

  /**
   * A try that gets further than all before it shows that the job can be done: its failures so far no longer count, so that a long import outlives any number
   * of restarts. @returns whether the job is still ours.
   */
  progress(claim: Claim, done: number, total: number | null): Promise<boolean> {
    if (done > (claim.furthest ?? 0)) Object.assign(claim, { furthest: done, failures: 0 });
    return this.settle(claim, 'progressDone = ?, progressTotal = ?, failures = ?, furthest = ?', [
      done,
      total,
      claim.failures,
      claim.furthest,
    ]);
  }

  /** Holds these jobs for longer. @returns those which are still ours, and whether they shall stop. */
  async renew(claims: readonly Claim[], leaseMs: number): Promise<Map<number, { attempt: number; cancelRequested: boolean }>> {
    const ids = claims.map((claim) => claim.id);
    const ours = `id IN (${marks(ids)}) AND leasedBy = ? AND state = 'running'`;
    await this.database.run(`UPDATE job SET leaseUntil = ? WHERE ${ours}`, [this.clock.now() + leaseMs, ...ids, this.self]);
    const rows = await this.database.rows<{ id: number; attempt: number; cancelRequested: number }>(
      `SELECT id, attempt, cancelRequested FROM job WHERE ${ours}`,
      [...ids, this.self],
    );
    return new Map(rows.map((row) => [row.id, { attempt: row.attempt, cancelRequested: Boolean(row.cancelRequested) }]));
  }

  /** Running jobs whose processes have not been heard of. */
  async orphans(limit: number): Promise<(Orphan & { cancelRequested: boolean })[]> {
    const rows = await this.database.rows<Orphan & { cancelRequested: number }>(
      `SELECT ${COLUMNS}, leasedBy, cancelRequested FROM job WHERE state = 'running' AND leaseUntil < ? ORDER BY leaseUntil LIMIT ${limit}`,
      [this.clock.now()],
    );
    return rows.map((row) => ({ ...claimOf(row), leasedBy: row.leasedBy, cancelRequested: Boolean(row.cancelRequested) }));
  }

  async rescue(orphan: Orphan & { cancelRequested: boolean }, dead: boolean): Promise<boolean> {
    const now = this.clock.now();
    const still = ' AND leaseUntil < ?';
    if (orphan.cancelRequested)
      return this.settle(orphan, `state = 'cancelled', finishedAt = ?, ${ENDED}`, [now], still, [now], orphan.leasedBy);
    const state = dead ? `state = 'failed', finishedAt = ?, ${ENDED}` : `state = 'waiting', runAt = ?, ${FREED}`;
    return this.settle(orphan, `${state}, failures = failures + 1, error = ?`, [now, 'its process ended'], still, [now], orphan.leasedBy);
  }

  /** Due jobs Redis has not been told of, or not lately. */
  unsent(kinds: readonly string[], limit: number, resendMs: number): Promise<Pick<Job, 'id' | 'kind' | 'attempt'>[]> {
    const now = this.clock.now();
    return this.database.rows(
      `SELECT id, kind, attempt FROM job WHERE state = 'waiting' AND runAt <= ? AND sentAt <= ? AND kind IN (${marks(kinds)}) ORDER BY runAt, id LIMIT ${limit}`,
      [now, now - resendMs, ...kinds],
    );
  }

  async sent(ids: readonly number[]): Promise<void> {
    await this.database.run(`UPDATE job SET sentAt = ? WHERE id IN (${marks(ids)}) AND state = 'waiting'`, [this.clock.now(), ...ids]);
  }

  private async settle(
    claim: Claim,
    set: string,
    values: readonly (string | number | null)[],
    also = '',
    alsoValues: readonly number[] = [],
    owner = this.self,
  ): Promise<boolean> {
    return (
      (await this.database.run(`UPDATE job SET ${set} WHERE ${MINE}${also}`, [
        ...values,
        claim.id,
        claim.attempt,
        owner,
        ...alsoValues,
      ])) === 1
    );
  }
}

const claimOf = (row: Claim): Claim => ({
  id: row.id,
  kind: row.kind,
  payload: typeof row.payload === 'string' ? (JSON.parse(row.payload) as object) : row.payload,
  attempt: row.attempt,
  failures: row.failures,
  furthest: row.furthest,
  actorKind: row.actorKind,
  actorId: row.actorId,
});
