import { Injectable } from '@nestjs/common';
import type { Day } from '../../../platform/context/business-time.js';
import { Database, marks, type Param, preparedForOne } from '../../../platform/database/database.js';
import { KeyBarRepository } from '../bars/key-bar.repository.js';
import type { CustomerStatus, Holding } from '../customer.entity.js';
import type { OwnershipBeginning, OwnershipOutcome } from './ownership.entity.js';

/** A customer as ownership sees him. */
export interface HeldRow {
  id: number;
  status: CustomerStatus;
  holding: Holding;
  source: string | null;
  /** The source by which the deadlines count. */
  clockSource: string | null;
  ownerId: number | null;
  departmentId: number | null;
  ownedSince: number | null;
  dealClockOn: Day | null;
  followUpClockOn: Day | null;
  lastFollowUpAt: number | null;
  followUpDueOn: Day | null;
  dealDueOn: Day | null;
  reclaimAt: number | null;
  deadlineRuleId: number | null;
  deadlineRuleVersion: number | null;
  lockedUntil: Day | null;
  deletedAt: number | null;
}

export interface StoredDeadline {
  readonly followUpDueOn: Day | null;
  readonly dealDueOn: Day | null;
  readonly reclaimAt: number | null;
  readonly deadlineRuleId: number | null;
  readonly deadlineRuleVersion: number | null;
}

/** What was his before it ended. */
export type LostOwnership = Pick<HeldRow, 'ownerId' | 'departmentId' | 'reclaimAt'>;

export interface FollowedUp {
  readonly at: number | null;
  readonly followUpDueOn: Day | null;
  readonly reclaimAt: number | null;
  readonly touchedAt?: number | undefined;
}

export interface NewOwnership {
  readonly customerId: number;
  readonly staffId: number;
  readonly departmentId: number | null;
  readonly dealClockOn: Day;
  readonly followUpClockOn: Day | null;
}

/** Clocks as they begin. `goOn`: they count by the source by which they counted before. */
export type BegunClocks = Pick<NewOwnership, 'dealClockOn' | 'followUpClockOn'> & { readonly goOn: boolean };

export interface Closing {
  readonly endedAt: number;
  readonly outcome: OwnershipOutcome;
  readonly reason?: string | null | undefined;
  readonly endedByStaffId?: number | null | undefined;
  readonly barredUntil: number | null;
  /** Day of the owner's last counting follow-up. */
  readonly followedUpOn: Day | null;
}

export const HELD_COLUMNS = [
  'id',
  'status',
  'holding',
  'source',
  'clockSource',
  'ownerId',
  'departmentId',
  'ownedSince',
  'dealClockOn',
  'followUpClockOn',
  'lastFollowUpAt',
  'followUpDueOn',
  'dealDueOn',
  'reclaimAt',
  'deadlineRuleId',
  'deadlineRuleVersion',
  'lockedUntil',
  'deletedAt',
] as const satisfies readonly (keyof HeldRow)[];
const HELD = HELD_COLUMNS.join(', ');
const NO_CLOCKS = `ownedSince = NULL, dealClockOn = NULL, followUpClockOn = NULL, lastFollowUpAt = NULL, followUpDueOn = NULL, dealDueOn = NULL, reclaimAt = NULL,
  deadlineRuleId = NULL, deadlineRuleVersion = NULL, lockedUntil = NULL, warnedSteps = 0`;
const STILL = `followUpDueOn = NULL, dealDueOn = NULL, reclaimAt = NULL, deadlineRuleId = NULL, deadlineRuleVersion = NULL, lockedUntil = NULL, warnedSteps = 0`;
const ROWS_PER_INSERT = 1000;

/** Set-based statements over holding, owner, clocks and ownership rows. Callers hold the rows' locks. */
@Injectable()
export class OwnershipRepository {
  constructor(
    private readonly database: Database,
    private readonly keyBars: KeyBarRepository,
  ) {}

  /** Locks customers until the transaction ends, in the order of their ids. */
  lock(ids: readonly number[], holdings?: readonly Holding[], options: { deleted?: boolean } = {}): Promise<HeldRow[]> {
    if (!ids.length) return Promise.resolve([]);
    const state = holdings ? ` AND holding IN (${marks(holdings)})` : '';
    const living = options.deleted === undefined ? '' : ` AND deletedAt IS ${options.deleted ? 'NOT ' : ''}NULL`;
    return this.database.rows<HeldRow>(
      `SELECT ${HELD} FROM customer WHERE id IN (${marks(ids)})${state}${living} ORDER BY id${this.database.dialect.forUpdate()}`,
      [...ids, ...(holdings ?? [])],
      preparedForOne(ids),
    );
  }

  async read(id: number): Promise<HeldRow | undefined> {
    return (await this.database.rows<HeldRow>(`SELECT ${HELD} FROM customer WHERE id = ?`, [id]))[0];
  }

  async open(rows: readonly NewOwnership[], by: OwnershipBeginning, at: number, byStaffId: number | null): Promise<void> {
    for (let i = 0; i < rows.length; i += ROWS_PER_INSERT) {
      const some = rows.slice(i, i + ROWS_PER_INSERT);
      const params: Param[] = [];
      for (const r of some)
        params.push(r.customerId, r.customerId, r.staffId, r.departmentId, by, at, r.dealClockOn, r.followUpClockOn, byStaffId);
      await this.database.run(
        `INSERT INTO ownership (customerId, openCustomerId, staffId, departmentId, beganBy, beganAt, dealClockOn, followUpClockOn, byStaffId) VALUES ${some.map(() => '(?,?,?,?,?,?,?,?,?)').join(',')}`,
        params,
        preparedForOne(some),
      );
    }
  }

  /** The customers become what their open ownership rows say, all with these clocks and these deadlines. */
  async take(ids: readonly number[], at: number, clocks: BegunClocks, deadline: StoredDeadline): Promise<void> {
    const of = (column: string) => `(SELECT o.${column} FROM ownership o WHERE o.openCustomerId = customer.id)`;
    await this.database.run(
      `UPDATE customer SET holding = 'owned', holdingSince = ?, ownerId = ${of('staffId')}, departmentId = ${of('departmentId')}, ownedSince = ?, dealClockOn = ?, followUpClockOn = ?, clockSource = ${clocks.goOn ? 'clockSource' : 'source'},
         lastFollowUpAt = NULL, followUpDueOn = ?, dealDueOn = ?, reclaimAt = ?, deadlineRuleId = ?, deadlineRuleVersion = ?, lockedUntil = NULL, warnedSteps = 0,
         unassignableReason = NULL, lostReason = NULL WHERE id IN (${marks(ids)})`,
      [at, at, clocks.dealClockOn, clocks.followUpClockOn, ...deadlineParams(deadline), ...ids],
      preparedForOne(ids),
    );
  }

  /** Deadlines count by the source as it is now, but for customers of this owner. */
  async countBySource(ids: readonly number[], exceptOwnerId: number | null): Promise<void> {
    await this.database.run(`UPDATE customer SET clockSource = source WHERE id IN (${marks(ids)}) AND (ownerId IS NULL OR ownerId <> ?)`, [
      ...ids,
      exceptOwnerId ?? 0,
    ]);
  }

  /** Ends the present ownership of these customers. A bar holds for what the owner took off them as for themselves (REQ-E8). */
  async close(customerIds: readonly number[], closing: Closing): Promise<number> {
    if (closing.barredUntil !== null) await this.keyBars.lengthen(customerIds, closing.barredUntil, closing.endedAt);
    return this.database.run(
      `UPDATE ownership SET openCustomerId = NULL, endedAt = ?, outcome = ?, reason = ?, endedByStaffId = ?, barredUntil = ?, followedUpOn = ? WHERE openCustomerId IN (${marks(customerIds)})`,
      [
        closing.endedAt,
        closing.outcome,
        closing.reason ?? null,
        closing.endedByStaffId ?? null,
        closing.barredUntil,
        closing.followedUpOn,
        ...customerIds,
      ],
    );
  }

  /** Nobody's any more. */
  async letGo(ids: readonly number[], to: 'pool' | 'pending', at: number): Promise<void> {
    await this.database.run(
      `UPDATE customer SET holding = ?, holdingSince = ?, ownerId = NULL, departmentId = NULL, ${NO_CLOCKS} WHERE id IN (${marks(ids)})`,
      [to, at, ...ids],
    );
  }

  /** Won: the owner stays, the clocks are cleared; without an owner he is closed. */
  async win(ids: readonly number[], at: number): Promise<void> {
    await this.database.run(
      `UPDATE customer SET status = 'enrolled', holdingSince = CASE WHEN ownerId IS NULL THEN ? ELSE holdingSince END, holding = CASE WHEN ownerId IS NULL THEN 'closed' ELSE 'owned' END,
         lostReason = NULL, ${STILL} WHERE id IN (${marks(ids)})`,
      [at, ...ids],
    );
  }

  /** Lost: the owner may still see him, the clocks are cleared. */
  async lose(ids: readonly number[], reason: string, at: number): Promise<void> {
    await this.database.run(
      `UPDATE customer SET status = 'lost', holding = 'closed', holdingSince = ?, lostReason = ?, ${STILL} WHERE id IN (${marks(ids)})`,
      [at, reason, ...ids],
    );
  }

  /** Open again and waiting for an owner. */
  async reopen(ids: readonly number[], at: number): Promise<void> {
    await this.database.run(
      `UPDATE customer SET status = 'open', holding = 'pending', holdingSince = ?, ownerId = NULL, departmentId = NULL, lostReason = NULL, unassignableReason = NULL, ${NO_CLOCKS} WHERE id IN (${marks(ids)})`,
      [at, ...ids],
    );
  }

  async moveClosed(ids: readonly number[], ownerId: number | null, departmentId: number | null): Promise<void> {
    await this.database.run(`UPDATE customer SET ownerId = ?, departmentId = ? WHERE id IN (${marks(ids)})`, [
      ownerId,
      departmentId,
      ...ids,
    ]);
  }

  /** Everything this person has goes to a department, deleted customers too. @returns how many living ones came from where. */
  async moveDepartment(ownerId: number, departmentId: number | null): Promise<{ departmentId: number | null; n: number }[]> {
    const rows = await this.database.rows<{ id: number; departmentId: number | null; deletedAt: number | null }>(
      `SELECT id, departmentId, deletedAt FROM customer WHERE ownerId = ? ORDER BY id${this.database.dialect.forUpdate()}`,
      [ownerId],
    );
    await this.database.run('UPDATE customer SET departmentId = ? WHERE ownerId = ?', [departmentId, ownerId]);
    const from = new Map<number | null, number>();
    for (const row of rows) if (row.deletedAt === null) from.set(row.departmentId, (from.get(row.departmentId) ?? 0) + 1);
    return [...from].map(([before, n]) => ({ departmentId: before, n }));
  }

  /** Who comes back without an owner waits since now: nobody could have taken him while he was away. */
  async waitAnew(ids: readonly number[], at: number): Promise<void> {
    if (ids.length)
      await this.database.run(`UPDATE customer SET holdingSince = ?, unassignableReason = NULL WHERE id IN (${marks(ids)})`, [at, ...ids]);
  }

  /** Pending customers go to the pool. */
  async pool(ids: readonly number[], at: number): Promise<number> {
    return this.database.run(
      `UPDATE customer SET holding = 'pool', holdingSince = ?, unassignableReason = NULL WHERE id IN (${marks(ids)}) AND holding = 'pending' AND status = 'open' AND deletedAt IS NULL`,
      [at, ...ids],
    );
  }

  async setDeadline(ids: readonly number[], deadline: StoredDeadline): Promise<void> {
    await this.database.run(
      `UPDATE customer SET followUpDueOn = ?, dealDueOn = ?, reclaimAt = ?, deadlineRuleId = ?, deadlineRuleVersion = ?, warnedSteps = 0 WHERE id IN (${marks(ids)})`,
      [...deadlineParams(deadline), ...ids],
    );
  }

  /** The rule that holds is another, the days are the same: what was warned stays warned. */
  async setRule(ids: readonly number[], deadline: StoredDeadline): Promise<void> {
    await this.database.run(`UPDATE customer SET deadlineRuleId = ?, deadlineRuleVersion = ? WHERE id IN (${marks(ids)})`, [
      deadline.deadlineRuleId,
      deadline.deadlineRuleVersion,
      ...ids,
    ]);
  }

  /** `touchedAt`: when anybody was last in touch with him, where that is known to have changed. */
  async setFollowUp(id: number, { at, followUpDueOn, reclaimAt, touchedAt }: FollowedUp): Promise<void> {
    const touched = touchedAt === undefined ? [] : [touchedAt];
    await this.database.run(
      `UPDATE customer SET lastFollowUpAt = ?, followUpDueOn = ?, warnedSteps = CASE WHEN reclaimAt = ? THEN warnedSteps ELSE 0 END, reclaimAt = ?${touched.length ? ', lastInteractionAt = ?' : ''} WHERE id = ?`,
      [at, followUpDueOn, reclaimAt, reclaimAt, ...touched, id],
      { prepared: true },
    );
  }

  /** The ownership that this person last lost by a deadline of this customer's, if that was after `since`; as it stands now. */
  async lostByDeadline(customerId: number, staffId: number, since: number): Promise<LostOwnership | undefined> {
    const [row] = await this.database.rows<LostOwnership>(
      `SELECT staffId AS ownerId, departmentId, endedAt AS reclaimAt FROM ownership WHERE customerId = ? AND staffId = ? AND outcome IN ('follow-up-overdue', 'deal-overdue') AND endedAt > ? ORDER BY id DESC LIMIT 1${this.database.dialect.forShare()}`,
      [customerId, staffId, since],
    );
    return row;
  }

  async setLock(id: number, lockedUntil: Day | null, reclaimAt: number | null): Promise<void> {
    await this.database.run(
      'UPDATE customer SET lockedUntil = ?, warnedSteps = CASE WHEN reclaimAt = ? THEN warnedSteps ELSE 0 END, reclaimAt = ? WHERE id = ?',
      [lockedUntil, reclaimAt, reclaimAt, id],
    );
  }
}

const deadlineParams = (d: StoredDeadline): Param[] => [d.followUpDueOn, d.dealDueOn, d.reclaimAt, d.deadlineRuleId, d.deadlineRuleVersion];
