import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { BusinessTime, type Day } from '../../../platform/context/business-time.js';
import { Clock } from '../../../platform/context/clock.js';
import type { Customer } from '../customer.entity.js';
import { earlier, later } from '../deadlines/deadline.js';
import { Deadlines } from '../deadlines/deadlines.service.js';
import { OwnershipContinuity } from './ownership-continuity.service.js';
import type { RunningClocks } from './ownership-writer.js';
import { type Clocks, OwnershipUnionRepository, type Standing } from './ownership-union.repository.js';
import { type HeldRow, OwnershipRepository } from './ownership.repository.js';

export type { Clocks, Standing } from './ownership-union.repository.js';

/** What the standing of a customer is read from. */
export type StandingRow = Pick<
  Customer,
  | 'holding'
  | 'status'
  | 'ownerId'
  | 'lockedUntil'
  | 'followUpDueOn'
  | 'dealDueOn'
  | 'warnedSteps'
  | 'holdingSince'
  | 'ownedSince'
  | 'lastFollowUpAt'
  | 'reclaimAt'
>;

/** Clocks of another record; no follow-up clock where it ran for nobody. */
interface Beside {
  readonly dealClockOn: Day | null;
  readonly dealDueOn: Day | null;
  readonly followUpFrom: Day | null;
  readonly followUpDueOn: Day | null;
}

/** Ends after which a customer who comes back goes on with the clocks he had. */
const STOOD_STILL: ReadonlySet<string | null> = new Set(['deleted', 'lost']);

/** What a merge does to the clocks of two customers, and its undo takes back. */
@Injectable()
export class OwnershipUnions {
  constructor(
    private readonly repository: OwnershipRepository,
    private readonly unions: OwnershipUnionRepository,
    private readonly deadlines: Deadlines,
    private readonly continuity: OwnershipContinuity,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
  ) {}

  /** How an owned, open customer stands; undefined for others: nothing runs for them. */
  standing(row: StandingRow): Standing | undefined {
    if (row.holding !== 'owned' || row.status !== 'open' || row.ownerId === null) return undefined;
    const { ownerId, lockedUntil, followUpDueOn, dealDueOn, warnedSteps } = row;
    return {
      ownerId,
      lockedUntil,
      followUpDueOn,
      dealDueOn,
      warnedSteps,
      holdingSince: Number(row.holdingSince),
      ownedSince: Number(row.ownedSince),
      lastFollowUpAt: row.lastFollowUpAt === null ? null : Number(row.lastFollowUpAt),
      reclaimAt: row.reclaimAt === null ? null : Number(row.reclaimAt),
    };
  }

  /**
   * One owner wins no time by merging an older record into a fresh one: of two clocks that run for him the earlier counts, and with `anybodys` that of
   * whoever has the other, or had it last. A follow-up of the one who stays is one of both. Call while `other` still stands. @returns what changed.
   */
  @Transactional()
  async takeEarlier(
    keptId: number,
    other: Customer,
    { anybodys }: { anybodys: boolean },
  ): Promise<{ before: Clocks; after: Clocks } | undefined> {
    const [row] = await this.repository.lock([keptId], ['owned'], { deleted: false });
    if (!row || row.status !== 'open') return undefined;
    const today = this.time.dayOf(this.clock.now());
    const soonest = (mine: Day | null, his: Day | null) => (mine === null || his === null ? mine : earlier(mine, later(his, today)));
    const followedUp = row.lastFollowUpAt !== null;
    const before = clocksOf(row);
    const after = (await this.beside(row, other, anybodys)).reduce<Clocks>(
      (mine, his) => ({
        ...mine,
        dealClockOn: earlier(mine.dealClockOn, his.dealClockOn),
        dealDueOn: soonest(mine.dealDueOn, his.dealDueOn),
        ...(followedUp || his.followUpFrom === null
          ? {}
          : {
              followUpClockOn: earlier(mine.followUpClockOn ?? this.followUpFrom(row), his.followUpFrom),
              followUpDueOn: soonest(mine.followUpDueOn, his.followUpDueOn),
            }),
      }),
      before,
    );
    if (JSON.stringify(before) === JSON.stringify(after)) return undefined;
    await this.set(row, after);
    return { before, after };
  }

  /** Clocks that run, stood still since he was deleted or lost, or were used up by the owner of `row` before. */
  private async beside(row: HeldRow, other: Customer, anybodys: boolean): Promise<Beside[]> {
    const counts = (staffId: number | null) => anybodys || staffId === row.ownerId;
    const found: Beside[] = [];
    const last = await this.continuity.last(other.id);
    if (other.deletedAt === null && other.holding === 'owned') {
      if (counts(other.ownerId)) found.push({ ...other, followUpFrom: this.followUpFrom(other) });
    } else if (last && STOOD_STILL.has(last.outcome) && counts(last.staffId))
      found.push(await this.ruled(row, this.continuity.resumed(last)));
    const used = anybodys ? (await this.continuity.heldBefore([other.id], row.ownerId!)).get(other.id) : undefined;
    if (used) found.push(await this.ruled(row, used));
    return found;
  }

  /** When clocks that are counted from these days run out for the owner of `row`. */
  private async ruled(row: HeldRow, { dealClockOn = row.dealClockOn!, followUpClockOn }: RunningClocks): Promise<Beside> {
    const snapshot = await this.deadlines.snapshot();
    const facts = { ...row, ownerId: row.ownerId!, source: row.clockSource, ownedSince: row.ownedSince!, lastFollowUpAt: null };
    const due = snapshot.due(
      { ...facts, dealClockOn, followUpClockOn: followUpClockOn ?? null, exemption: null },
      snapshot.ruleFor(row.clockSource, row.departmentId),
    );
    return { ...due, dealClockOn, followUpFrom: followUpClockOn ?? null };
  }

  /** The clocks that a merge had moved, where nothing has moved them since. */
  @Transactional()
  async giveBack(keptId: number, { before, after }: { before: Clocks; after: Clocks }): Promise<void> {
    const [row] = await this.repository.lock([keptId], ['owned'], { deleted: false });
    if (!row || row.status !== 'open' || row.ownerId !== before.ownerId) return;
    const now = clocksOf(row);
    const dealIsSame = now.dealClockOn === after.dealClockOn && now.dealDueOn === after.dealDueOn;
    const followUpIsSame = row.followUpClockOn === after.followUpClockOn && row.followUpDueOn === after.followUpDueOn;
    await this.set(row, {
      ...now,
      ...(dealIsSame ? { dealClockOn: before.dealClockOn, dealDueOn: before.dealDueOn } : {}),
      ...(followUpIsSame ? { followUpClockOn: before.followUpClockOn, followUpDueOn: before.followUpDueOn } : {}),
    });
  }

  /** Whoever lost the whole lost the part of it as well, which does not come back to him by an undo (REQ-E8). @returns these people. */
  async lostTogether(keptId: number, partId: number, mergedAt: number): Promise<{ staffId: number; until: number }[]> {
    const lost = await this.unions.lostSince(keptId, mergedAt, this.clock.now());
    for (const { staffId, until } of lost) await this.unions.bar(partId, staffId, until);
    return lost;
  }

  /** Call after the part has the owner it had, whose ownership is the later one: whoever else lost the whole never has the part, whatever key it gets. */
  lostWith(keptId: number, partId: number, mergedAt: number, lost: readonly { staffId: number }[]): Promise<void> {
    return this.unions.lostWith(
      keptId,
      partId,
      mergedAt,
      lost.map(({ staffId }) => staffId),
    );
  }

  /** Call after he came back to the owner he had: since when, the last follow-up and the lock are as they were, and no deadline is earlier than it was. */
  @Transactional()
  async asBefore(customerId: number, was: Standing): Promise<void> {
    const [row] = await this.repository.lock([customerId], ['owned'], { deleted: false });
    if (!row || row.status !== 'open' || row.ownerId !== was.ownerId) return;
    const due = {
      followUpDueOn: row.followUpDueOn && later(row.followUpDueOn, was.followUpDueOn),
      dealDueOn: row.dealDueOn && later(row.dealDueOn, was.dealDueOn),
    };
    const reclaimAt = (await this.deadlines.snapshot()).reclaimAt(due, was.lockedUntil);
    await this.unions.setStanding(customerId, {
      ...was,
      ...due,
      reclaimAt,
      warnedSteps: reclaimAt === was.reclaimAt ? was.warnedSteps : 0,
    });
  }

  /** The same to the day, for whoever gave him away and takes him back himself: that wins him no time. */
  @Transactional()
  async exactly(customerId: number, was: Standing): Promise<void> {
    const [row] = await this.repository.lock([customerId], ['owned'], { deleted: false });
    if (row?.status === 'open' && row.ownerId === was.ownerId) await this.unions.setStanding(customerId, was);
  }

  private async set(row: HeldRow, clocks: Clocks): Promise<void> {
    const snapshot = await this.deadlines.snapshot();
    await this.unions.setClocks(row.id, clocks, snapshot.reclaimAt(clocks, row.lockedUntil));
  }

  private followUpFrom({
    lastFollowUpAt,
    followUpClockOn,
    ownedSince,
  }: Pick<HeldRow, 'lastFollowUpAt' | 'followUpClockOn' | 'ownedSince'>) {
    if (lastFollowUpAt !== null) return this.time.dayOf(Number(lastFollowUpAt));
    return followUpClockOn ?? this.time.dayOf(Number(ownedSince));
  }
}

const clocksOf = ({ ownerId, dealClockOn, followUpClockOn, followUpDueOn, dealDueOn }: HeldRow): Clocks => ({
  ownerId: ownerId!,
  dealClockOn,
  followUpClockOn,
  followUpDueOn,
  dealDueOn,
});
