import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import { OwnershipContinuity } from './ownership-continuity.service.js';
import type { OwnershipBeginning } from './ownership.entity.js';
import { OwnershipPeople, type Person } from './ownership-people.service.js';
import type { HeldRow } from './ownership.repository.js';
import { type Beginning, OwnershipWriter, type RunningClocks } from './ownership-writer.js';

export interface BeginOptions {
  readonly by: OwnershipBeginning;
  /** Who did it, where a person did. */
  readonly actorId?: number | null | undefined;
  /** Clocks that go on (a re-claim, a restored customer); by customer, absent ones start today. */
  readonly clocks?: ReadonlyMap<number, RunningClocks> | undefined;
  readonly caps: 'enforce' | 'ignore';
}

/** How customers whose rows are locked become somebody's, whatever led to it. */
@Injectable()
export class OwnershipBeginnings {
  constructor(
    private readonly writer: OwnershipWriter,
    private readonly people: OwnershipPeople,
    private readonly continuity: OwnershipContinuity,
    private readonly clock: Clock,
  ) {}

  /** @returns the customers that began: those of active people, and of them, where caps count, as many as fit. */
  async begin(items: readonly { row: HeldRow | undefined; staffId: number }[], options: BeginOptions): Promise<number[]> {
    const at = this.clock.now();
    const people = await this.people.held(items.map((i) => i.staffId));
    const taken = new Set<number>();
    const wanted = items.flatMap(({ row, staffId }): Beginning[] => {
      const person: Person | undefined = people.get(staffId);
      if (!row || !person?.active || taken.has(row.id)) return [];
      taken.add(row.id);
      return [{ row, person, clocks: options.clocks?.get(row.id) }];
    });
    const fitting = options.caps === 'enforce' ? await this.writer.withinCaps(wanted) : wanted;
    await this.writer.begin(fitting, options.by, at, options.actorId ?? null);
    return fitting.map((i) => i.row.id);
  }

  /**
   * The clocks of a lost customer who comes back to his owner: those go on whose owner closed him himself, or opens him again himself, since a customer
   * who is closed counts in no cap. What a manager closed and opens again is the manager's to give anew.
   */
  async afterLoss(customerId: number, staffId: number, openedById: number | null): Promise<Map<number, RunningClocks>> {
    const last = await this.continuity.last(customerId);
    const his = last?.staffId === staffId && last.outcome === 'lost' && [last.endedByStaffId, openedById].includes(staffId);
    return new Map(his ? [[customerId, this.continuity.resumed(last)]] : []);
  }

  /** Nobody chose them now, so what they may do now decides (REQ-B22). */
  async stillHolding(formerOwners: readonly (number | null)[]): Promise<number[]> {
    return [...(await this.people.holders(formerOwners.filter((id) => id !== null)))];
  }
}
