import { Injectable } from '@nestjs/common';
import { Declarations } from '../../../platform/registry/declarations.js';
import { Clock } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import type { HandedOver, InTheWay } from '../../customers/bulk/bulk-hand-over.port.js';
import { CustomerArrivals } from '../../customers/customer.port.js';
import { OwnershipReturns } from '../../customers/ownership/ownership-returns.service.js';
import { memoryOf } from './handed-over-memory.service.js';
import { TakeBackChecks } from './take-back-checks.service.js';

/**
 * Gives customers back to whoever had them before a hand-over, where the receiver still has them and did nothing with them. Receivers are not barred by it,
 * former owners need room under their caps; whoever takes back what he gave away himself has the clocks that he had, so that it wins him no time.
 */
@Injectable()
export class BulkTakeBack {
  constructor(
    private readonly checks: TakeBackChecks,
    private readonly returns: OwnershipReturns,
    private readonly declarations: Declarations,
    private readonly context: Context,
    private readonly clock: Clock,
  ) {}

  async takeBack(handed: readonly HandedOver[], { dry }: { dry: boolean }): Promise<Map<number, InTheWay>> {
    const ways = await this.checks.ways(handed, { lock: !dry });
    if (dry) return ways;
    const { kind, id } = this.context.actor;
    const staffId = kind === 'staff' ? id : null;
    const going = handed.filter((one) => ways.get(one.customerId) === null);
    const back = await this.returns.takeBack(
      going.map((one) => {
        const { ownerId, holding, dealClockOn, followUpClockOn, standing, at } = memoryOf(one);
        const byOwner = ownerId !== null && ownerId === staffId;
        return { customerId: one.customerId, ownerId, holding, dealClockOn, followUpClockOn, standing, handedAt: at, byOwner };
      }),
      { at: this.clock.now(), actorId: staffId },
    );
    for (const { customerId } of going) if (!back.has(customerId)) ways.set(customerId, 'change.owner-full');
    const pending = going.filter((one) => memoryOf(one).holding === 'pending' && back.has(one.customerId));
    if (pending.length)
      for (const port of this.declarations.implementationsOf(CustomerArrivals)) await port.arrived(pending.map((one) => one.customerId));
    return ways;
  }
}
