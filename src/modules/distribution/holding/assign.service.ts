import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { OwnershipExpiry } from '../../customers/ownership/ownership-expiry.service.js';
import type { Outcome } from '../pool/pool.dto.js';
import type { Assign } from './holding.dto.js';
import { HoldingRepository, type ReachRow } from './holding.repository.js';
import type { Told } from './transfer-checks.js';
import { type Moved, TransferService } from './transfer.service.js';

type Refusals = Map<number, DomainError>;
interface Ends {
  readonly refusals: Refusals;
  readonly told: Map<number, Omit<Told, 'ownerId'>>;
}
interface Wish {
  readonly customerId: number;
  readonly toStaffId: number;
}

/** Many customers handed over at once, owned, pending or in the pool, to one colleague or to several. */
@Injectable()
export class AssignService {
  constructor(
    private readonly holdings: HoldingRepository,
    private readonly expiry: OwnershipExpiry,
    private readonly transfers: TransferService,
    private readonly context: Context,
  ) {}

  /**
   * What cannot move is named with its reason, the rest moves in one transaction. What is wrong with the only receiver is wrong with the
   * whole call. @throws customer.receiver-unknown (404), customer.assignee-inactive, customer.assignee-cannot-hold (409).
   */
  async assign(input: Assign): Promise<{ assigned: number; outcomes: Outcome[] }> {
    const wishes = wishesOf(input);
    const { refusals, told } = await this.assignAll(wishes, input);
    const outcomes = wishes.map(({ customerId, toStaffId }) => {
      const refusal = refusals.get(customerId);
      return { customerId, toStaffId, ...(refusal ? this.refused(refusal) : { outcome: 'assigned', ...told.get(customerId) }) };
    });
    return { assigned: outcomes.filter((o) => o.outcome === 'assigned').length, outcomes };
  }

  @Transactional()
  protected async assignAll(wishes: readonly Wish[], input: Assign): Promise<Ends> {
    const told: Ends['told'] = new Map();
    const rows = await this.locked(wishes.map((w) => w.customerId));
    const refusals: Refusals = new Map(
      wishes.flatMap((w) => (rows.has(w.customerId) ? [] : [[w.customerId, commonErrors['not-found']()]])),
    );
    for (const row of [...rows.values()].filter((one) => this.expiry.isDue(one)))
      if (await this.expiry.expireIfDue(row.id)) refusals.set(row.id, this.expiry.overdue(row));
    const receivers = [...new Set(wishes.map((w) => w.toStaffId))].sort((a, b) => a - b); // two calls lock loads in one order
    for (const toStaffId of receivers) {
      const his = wishes.filter((w) => w.toStaffId === toStaffId && !refusals.has(w.customerId));
      const moving = his.map((w) => rows.get(w.customerId)!);
      if (!moving.length) continue;
      const ends = await this.move(moving, { ...input, toStaffId }, { only: receivers.length === 1 });
      for (const [id, refusal] of ends.refusals) refusals.set(id, refusal);
      for (const [id, { ownerId: _, ...his }] of ends.told) told.set(id, his);
    }
    return { refusals, told };
  }

  private async locked(ids: readonly number[]): Promise<Map<number, ReachRow>> {
    const rows = await this.holdings.inReach(ids, 'assign', { lock: true });
    const known = new Set(rows.map((r) => r.id));
    rows.push(
      ...(await this.holdings.inPool(
        ids.filter((id) => !known.has(id)),
        { lock: true },
      )),
    );
    return new Map(rows.map((r) => [r.id, r]));
  }

  private async move(
    rows: readonly ReachRow[],
    { toStaffId, reason, override }: Assign & Pick<Wish, 'toStaffId'>,
    { only }: { only: boolean },
  ): Promise<Moved> {
    try {
      return await this.transfers.move(rows, { toStaffId, reason, override }, 'assign');
    } catch (error) {
      // what is wrong with a receiver is found before anything is written
      if (only || !(error instanceof DomainError)) throw error;
      return { refusals: new Map(rows.map((row) => [row.id, error])), told: new Map() };
    }
  }

  private refused(refusal: DomainError): Omit<Outcome, 'customerId'> {
    const opensAt = refusal.options.extra?.['opensAt'] as string | null | undefined;
    return {
      outcome: refusal.code,
      detail: say(refusal.definition.text, this.context.language, refusal.params),
      ...(opensAt === undefined ? {} : { opensAt }),
    };
  }
}

const wishesOf = ({ items, customerIds = [], toStaffId }: Assign): readonly Wish[] =>
  items ?? [...new Set(customerIds)].map((customerId) => ({ customerId, toStaffId: toStaffId! }));
