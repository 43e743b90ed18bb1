import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import type { Day } from '../../../platform/context/business-time.js';
import { Clock, DAY, MINUTE } from '../../../platform/context/clock.js';
import { type DueDays, lastDay, later } from '../deadlines/deadline.js';
import { Deadlines } from '../deadlines/deadlines.service.js';
import { OwnershipExpiry } from './ownership-expiry.service.js';
import { type HeldRow, OwnershipRepository } from './ownership.repository.js';

export interface FollowUp {
  /** Whether it restarted the owner's clock: to be kept as `interaction.counts`. */
  readonly counts: boolean;
  /** The customer was due and has been reclaimed just now: keep the text, commit, then throw `customer.overdue`. */
  readonly overdue: boolean;
  /** Whether it is kept already that somebody was in touch. */
  readonly touched: boolean;
}

/** An interaction dated further back does not count; nor does one from the future, but for clocks that are a little fast. */
const FURTHEST_BACK = DAY;
const FAST_CLOCK = MINUTE;

/** The clocks of one owned customer: follow-ups, locks, pauses. */
@Injectable()
export class OwnershipClock {
  constructor(
    private readonly repository: OwnershipRepository,
    private readonly expiry: OwnershipExpiry,
    private readonly deadlines: Deadlines,
    private readonly clock: Clock,
  ) {}

  /**
   * For the owner's interaction at `at`, in the transaction that records it and holds the lock of his customer's `row`: a row is locked before its child is
   * inserted. `touchedAt` is kept with it: when anybody was last in touch.
   */
  async followedUp(row: HeldRow, at: number, touchedAt: number): Promise<FollowUp> {
    const now = this.clock.now();
    if (await this.expiry.expireRow(row, now)) return { counts: false, overdue: true, touched: false };
    if (at > now + FAST_CLOCK || at < now - FURTHEST_BACK) return { counts: false, overdue: false, touched: false };
    // what he says he did before he received him counts as done when he did (minutes, not milliseconds, come from a form)
    const counted = Math.max(Math.min(at, now), row.ownedSince!);
    const moves = row.lastFollowUpAt === null || row.lastFollowUpAt < counted;
    if (moves) await this.setFollowUp(row, counted, { neverEarlier: true, touchedAt });
    return { counts: true, overdue: false, touched: moves };
  }

  /** After a counting interaction was edited or deleted: `latest` is the instant of the latest one left by the present owner since he received him. */
  @Transactional()
  async followUpsChanged(customerId: number, latest: number | null): Promise<void> {
    const [row] = await this.repository.lock([customerId], ['owned'], { deleted: false });
    if (row && row.lastFollowUpAt !== latest) await this.setFollowUp(row, latest, { neverEarlier: false });
  }

  /**
   * A manager keeps a customer with his owner through a day; `null` or a day before today ends that, and then he does not fall due before the
   * end of the next business day. @returns false when nobody owns him, or he was due already and has been reclaimed.
   */
  @Transactional()
  async lockUntil(customerId: number, until: Day | null): Promise<{ held: boolean; overdue: boolean }> {
    const [row] = await this.repository.lock([customerId], ['owned'], { deleted: false });
    if (!row) return { held: false, overdue: false };
    if (await this.expiry.expireRow(row, this.clock.now())) return { held: false, overdue: true };
    const snapshot = await this.deadlines.snapshot();
    const due = await this.afterUnlocking(row, until);
    if (due.followUpDueOn !== row.followUpDueOn || due.dealDueOn !== row.dealDueOn)
      await this.repository.setDeadline([row.id], {
        ...due,
        reclaimAt: row.reclaimAt,
        deadlineRuleId: row.deadlineRuleId,
        deadlineRuleVersion: row.deadlineRuleVersion,
      });
    await this.repository.setLock(row.id, until, snapshot.reclaimAt(due, until));
    return { held: true, overdue: false };
  }

  private async setFollowUp(row: HeldRow, at: number | null, options: { neverEarlier: boolean; touchedAt?: number }): Promise<void> {
    const snapshot = await this.deadlines.snapshot();
    const running = row.status === 'open' && row.followUpDueOn !== null;
    const rule = snapshot.ruleFor(row.clockSource, row.departmentId);
    const computed = snapshot.due({ ...owned(row), lastFollowUpAt: at, exemption: running ? null : 'exempt' }, rule).followUpDueOn;
    const followUpDueOn = computed !== null && options.neverEarlier ? later(computed, row.followUpDueOn) : computed;
    const reclaimAt = snapshot.reclaimAt({ followUpDueOn, dealDueOn: row.dealDueOn }, row.lockedUntil);
    await this.repository.setFollowUp(row.id, { at, followUpDueOn, reclaimAt, touchedAt: options.touchedAt });
  }

  /** The due days, put off where a shorter lock would let them pass at once. */
  private async afterUnlocking(row: HeldRow, until: Day | null): Promise<DueDays> {
    if (row.lockedUntil === null || (until !== null && until >= row.lockedUntil)) return row;
    const grace = await this.deadlines.graceDay();
    const last = lastDay(row, until);
    if (last === null || last >= grace) return row;
    const before = lastDay(row, row.lockedUntil)!;
    const floor = before < grace ? before : grace;
    return { followUpDueOn: row.followUpDueOn && later(row.followUpDueOn, floor), dealDueOn: row.dealDueOn && later(row.dealDueOn, floor) };
  }
}

const owned = (row: HeldRow) => ({
  ownerId: row.ownerId!,
  departmentId: row.departmentId,
  source: row.clockSource,
  ownedSince: row.ownedSince!,
  dealClockOn: row.dealClockOn!,
  followUpClockOn: row.followUpClockOn,
});
