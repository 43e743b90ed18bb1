import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { OwnershipContinuity } from './ownership-continuity.service.js';
import { OwnershipPeople } from './ownership-people.service.js';
import { type HeldRow, OwnershipRepository } from './ownership.repository.js';
import { OwnershipUnions, type Standing } from './ownership-unions.service.js';
import { type Beginning, OwnershipWriter, type RunningClocks } from './ownership-writer.js';

/** How somebody was held before a hand-over that is taken back. */
export interface HeldBefore {
  readonly customerId: number;
  readonly ownerId: number | null;
  readonly holding: HeldRow['holding'];
  readonly dealClockOn: string | null;
  readonly followUpClockOn: string | null;
  /** Absent where no clock ran. */
  readonly standing?: Standing | undefined;
  readonly handedAt: number;
  /** The owner of before takes him back himself: his clocks are those that he had, as if he had never given him away. */
  readonly byOwner: boolean;
}

/** Takes hand-overs back. As with every verb of ownership, whether it may be, scope, log and messages are the caller's. */
@Injectable()
export class OwnershipReturns {
  constructor(
    private readonly repository: OwnershipRepository,
    private readonly writer: OwnershipWriter,
    private readonly people: OwnershipPeople,
    private readonly continuity: OwnershipContinuity,
    private readonly unions: OwnershipUnions,
    private readonly time: BusinessTime,
  ) {}

  /**
   * The present ownerships end as undone, which bars nobody. Whoever had them has them again, as far as his cap leaves room; his clocks stood still
   * meanwhile, and no deadline is earlier than it was. Those whom nobody had go where they were. @returns the customers that went back.
   */
  @Transactional()
  async takeBack(handed: readonly HeldBefore[], { at, actorId }: { at: number; actorId: number | null }): Promise<Set<number>> {
    const rows = new Map(
      (
        await this.repository.lock(
          handed.map((one) => one.customerId),
          undefined,
          { deleted: false },
        )
      ).map((r) => [r.id, r]),
    );
    const present = handed.flatMap((was) => {
      const row = rows.get(was.customerId);
      return row ? [{ was, row }] : [];
    });
    const closing = { endedAt: at, outcome: 'undone', endedByStaffId: actorId } as const;
    const owners = await this.people.held(present.flatMap(({ was }) => was.ownerId ?? []));
    const back = new Set<number>();
    for (const ownerId of new Set(present.filter(({ was }) => was.holding === 'closed').map(({ was }) => was.ownerId))) {
      const his = present.filter(({ was }) => was.holding === 'closed' && was.ownerId === ownerId).map(({ row }) => row);
      await this.writer.moveClosed(his, ownerId === null ? null : owners.get(ownerId)!);
      for (const { id } of his) back.add(id);
    }
    for (const to of ['pool', 'pending'] as const) {
      const free = present.filter(({ was }) => was.holding === to).map(({ row }) => row);
      await this.writer.letGo(free, to, closing, () => null);
      for (const { id } of free) back.add(id);
    }
    const owned = present.filter(({ was }) => was.holding === 'owned');
    const fitting = await this.writer.withinCaps(
      owned.map(({ was, row }): Beginning => ({ row, person: owners.get(was.ownerId!)!, clocks: this.clocksOf(was) })),
    );
    await this.writer.close(
      fitting.map(({ row }) => row),
      closing,
      () => null,
    );
    await this.writer.begin(fitting, 'transferred', closing.endedAt, actorId);
    for (const { row } of fitting) back.add(row.id);
    for (const { was } of owned)
      if (was.standing && back.has(was.customerId))
        await (was.byOwner ? this.unions.exactly(was.customerId, was.standing) : this.unions.asBefore(was.customerId, was.standing));
    return back;
  }

  private clocksOf({ standing, dealClockOn, followUpClockOn, handedAt, byOwner }: HeldBefore): RunningClocks | undefined {
    if (!standing || dealClockOn === null) return undefined;
    if (byOwner) return { dealClockOn, followUpClockOn: followUpClockOn ?? this.time.dayOf(standing.ownedSince) };
    return this.continuity.resumed({
      dealClockOn,
      followUpClockOn,
      followedUpOn: standing.lastFollowUpAt === null ? null : this.time.dayOf(standing.lastFollowUpAt),
      beganAt: standing.ownedSince,
      endedAt: handedAt,
    });
  }
}
