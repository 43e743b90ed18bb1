import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { LeaverHandover, type HandoverChoice, type Holding } from '../../rbac/staff.port.js';
import { OwnershipPeople } from '../../customers/ownership/ownership-people.service.js';
import { OwnershipOutcomes } from '../../customers/ownership/ownership-outcomes.service.js';
import { OwnershipService } from '../../customers/ownership/ownership.service.js';
import { HandoverReport } from './handover-report.js';
import { HoldingRepository } from './holding.repository.js';

const BATCH = 2000;

/** What becomes of a leaver's customers: a colleague takes all of them, or the open ones go to the pool and the won and lost ones stay under his name. */
@Injectable()
export class CustomerHandover extends LeaverHandover {
  constructor(
    private readonly holdings: HoldingRepository,
    private readonly ownership: OwnershipService,
    private readonly outcomes: OwnershipOutcomes,
    private readonly people: OwnershipPeople,
    private readonly report: HandoverReport,
    private readonly context: Context,
  ) {
    super();
  }

  async held(staffId: number): Promise<Holding[]> {
    const held = await this.holdings.owned(staffId);
    return [{ what: { 'zh-CN': '客户', en: 'customers' }, count: held.filter((c) => c.holding === 'owned').length }];
  }

  async handOver(staffId: number, choice: HandoverChoice): Promise<void> {
    const held = await this.holdings.owned(staffId);
    const ids = (choice.to ? held : held.filter((c) => c.holding === 'owned' && c.status === 'open')).map((c) => c.id);
    if (!ids.length) return;
    if (choice.to) await this.people.receiver(choice.to);
    for (let i = 0; i < ids.length; i += BATCH) await this.give(ids.slice(i, i + BATCH), choice);
    await this.report.tell(staffId, choice.to ?? null, ids);
  }

  private async give(ids: readonly number[], choice: HandoverChoice): Promise<void> {
    const actorId = this.context.actor.id;
    if (!choice.to) {
      await this.outcomes.end(ids, 'handed-over', { to: 'pool', actorId });
      return;
    }
    await this.ownership.transfer(ids, choice.to, { by: 'handed-over', actorId, caps: 'ignore' });
  }
}
