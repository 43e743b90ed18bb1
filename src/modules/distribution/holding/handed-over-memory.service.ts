import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/context/clock.js';
import type { HandedOver } from '../../customers/bulk/bulk-hand-over.port.js';
import type { Customer } from '../../customers/customer.entity.js';
import { OwnershipUnions, type Standing } from '../../customers/ownership/ownership-unions.service.js';
import { HandedOverRepository, type StandingCustomer } from './handed-over.repository.js';
import type { Due } from './holding.dto.js';
import type { ReachRow } from './holding.repository.js';

/** How somebody was held before a hand-over, and which ownership it began. */
export interface Memory extends Due {
  readonly ownerId: number | null;
  readonly holding: Customer['holding'];
  readonly status: Customer['status'];
  readonly dealClockOn: string | null;
  readonly followUpClockOn: string | null;
  readonly standing?: Standing | undefined;
  /** NULL: of a closed one only the last owner changed. */
  readonly ownershipId: number | null;
  readonly at: number;
}
export const memoryOf = ({ moved }: HandedOver): Memory => moved as unknown as Memory;

/** Remembers of hand-overs what taking them back needs. */
@Injectable()
export class HandedOverMemory {
  constructor(
    private readonly handed: HandedOverRepository,
    private readonly unions: OwnershipUnions,
    private readonly clock: Clock,
  ) {}

  before(ids: readonly number[]): Promise<Map<number, StandingCustomer>> {
    return this.handed.standing(ids);
  }

  async handedOver(
    toStaffId: number,
    gone: readonly ReachRow[],
    before: ReadonlyMap<number, StandingCustomer>,
    due: ReadonlyMap<number, Due>,
  ): Promise<HandedOver[]> {
    const present = await this.handed.present(gone.map((row) => row.id));
    const at = this.clock.now();
    return gone.map(({ id }): HandedOver => {
      const was = before.get(id)!;
      const { ownerId, holding, status, dealClockOn, followUpClockOn } = was;
      const memory: Memory = {
        ...due.get(id)!,
        ownerId,
        holding,
        status,
        dealClockOn,
        followUpClockOn,
        standing: this.unions.standing(was),
        ownershipId: present.get(id)?.id ?? null,
        at,
      };
      return { customerId: id, toStaffId, moved: memory as unknown as Record<string, unknown> };
    });
  }
}
