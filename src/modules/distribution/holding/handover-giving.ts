import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { OwnershipOutcomes } from '../../customers/ownership/ownership-outcomes.service.js';
import type { Person } from '../../customers/ownership/ownership-people.service.js';
import { OwnershipService } from '../../customers/ownership/ownership.service.js';
import { BarGate } from '../pool/bar-gate.js';
import { ClaimLimits } from '../pool/claim-limits.js';

export interface Left {
  readonly id: number;
  readonly holding: string;
  readonly status: string;
}

/** Gives a leaver's customers to whoever takes them. */
@Injectable()
export class HandoverGiving {
  constructor(
    private readonly ownership: OwnershipService,
    private readonly outcomes: OwnershipOutcomes,
    private readonly bars: BarGate,
    private readonly limits: ClaimLimits,
    private readonly context: Context,
  ) {}

  /** To nobody. */
  async letGo(ids: readonly number[], to: 'pool' | 'pending'): Promise<void> {
    await this.outcomes.end(ids, 'handed-over', { to, actorId: this.context.actor.id });
  }

  /**
   * The receiver gets what fits under his cap and is not barred to him (REQ-E8); won and lost ones are no question of either. Whoever takes them himself
   * goes on with their clocks. @returns why the others did not go.
   */
  async give(rows: readonly Left[], to: Person): Promise<Map<number, DomainError>> {
    const { actor } = this.context;
    const open = rows.filter((r) => r.holding === 'owned' && r.status === 'open').map((r) => r.id);
    const stayed = new Map<number, DomainError>();
    for (const bar of await this.bars.bars(open, to.id)) stayed.set(bar.customerId, this.bars.lostBefore(bar, to.name));
    const ids = rows.map((r) => r.id).filter((id) => !stayed.has(id));
    const keepClocks = new Set(actor.kind === 'staff' && actor.id === to.id ? ids : []);
    const moved = await this.ownership.transfer(ids, to.id, { by: 'handed-over', actorId: actor.id, caps: 'enforce', keepClocks });
    const went = new Set(moved.map((r) => r.id));
    if (went.size === ids.length) return stayed;
    const full = await this.limits.holdingLimit(to, false);
    for (const id of ids) if (!went.has(id)) stayed.set(id, full);
    return stayed;
  }
}
