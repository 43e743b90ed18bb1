import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { say, type Text } from '../../../platform/context/language.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { Declarations } from '../../../platform/registry/declarations.js';
import { CustomerArrivals } from '../../customers/customer.port.js';
import { OwnershipPeople } from '../../customers/ownership/ownership-people.service.js';
import { type HandoverChoice, type Holding, LeaverHandover, type Remainder } from '../../rbac/staff/staff.port.js';
import { HandoverGiving, type Left } from './handover-giving.js';
import { HandoverReport } from './handover-report.js';
import { HoldingRepository } from './holding.repository.js';

const BATCH = 2000;
const CUSTOMERS: Text = { 'zh-CN': '客户', en: 'customers' };

/**
 * What becomes of a leaver's customers: a colleague takes what he may have and the rest is distributed or goes to the pool, or all open ones go to the pool
 * and the won and lost ones stay under his name.
 */
@Injectable()
export class CustomerHandover extends LeaverHandover {
  constructor(
    private readonly holdings: HoldingRepository,
    private readonly giving: HandoverGiving,
    private readonly people: OwnershipPeople,
    private readonly report: HandoverReport,
    private readonly declarations: Declarations,
    private readonly context: Context,
  ) {
    super();
  }

  async held(staffId: number, options: { lock?: boolean } = {}): Promise<Holding[]> {
    const held = await this.holdings.owned(staffId, options);
    return [{ what: CUSTOMERS, count: held.filter((c) => c.holding === 'owned').length }];
  }

  async handOver(staffId: number, { to, rest = 'pending' }: HandoverChoice): Promise<Remainder | null> {
    const held = await this.holdings.owned(staffId, { lock: true });
    if (to) return held.length ? this.toColleague(staffId, held, { to, rest }) : null;
    const open = held.filter((c) => c.holding === 'owned' && c.status === 'open').map((c) => c.id);
    for (const ids of batches(open)) await this.giving.letGo(ids, 'pool');
    if (open.length) await this.report.tell(staffId, null, open);
    return null;
  }

  private async toColleague(staffId: number, held: readonly Left[], { to, rest }: { to: number; rest: 'pending' | 'pool' }) {
    const receiver = await this.people.receiver(to);
    const stayed = new Map<number, DomainError>();
    for (const rows of batches(held)) for (const [id, why] of await this.giving.give(rows, receiver)) stayed.set(id, why);
    const given = held.map((c) => c.id).filter((id) => !stayed.has(id));
    if (given.length) await this.report.tell(staffId, to, given);
    if (!stayed.size) return null;
    const left = [...stayed.keys()];
    for (const ids of batches(left)) await this.giving.letGo(ids, rest);
    await this.report.tell(staffId, null, left);
    if (rest === 'pending') for (const port of this.declarations.implementationsOf(CustomerArrivals)) await port.arrived(left);
    return { what: CUSTOMERS, count: left.length, where: rest, reasons: this.reasons([...stayed.values()]) };
  }

  private reasons(refusals: readonly DomainError[]): Remainder['reasons'] {
    const by = new Map<string, DomainError[]>();
    for (const refusal of refusals) by.set(refusal.code, [...(by.get(refusal.code) ?? []), refusal]);
    return [...by].map(([code, some]) => ({
      code,
      count: some.length,
      detail: say(some[0]!.definition.text, this.context.language, some[0]!.params),
    }));
  }
}

function* batches<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += BATCH) yield all.slice(i, i + BATCH);
}
