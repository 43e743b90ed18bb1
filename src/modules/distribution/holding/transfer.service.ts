import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { OwnershipExpiry } from '../../customers/ownership/ownership-expiry.service.js';
import { OwnershipService } from '../../customers/ownership/ownership.service.js';
import { holdingErrors } from './holding.errors.js';
import { HoldingRepository, type ReachRow } from './holding.repository.js';
import type { Transfer } from './holding.dto.js';
import { type HandOverAction, TransferChecks } from './transfer-checks.js';
import { TransferReport } from './transfer-report.js';

/** Handing customers over within one's scope (spec 02, pool and deadlines). */
@Injectable()
export class TransferService {
  constructor(
    private readonly holdings: HoldingRepository,
    private readonly expiry: OwnershipExpiry,
    private readonly checks: TransferChecks,
    private readonly ownership: OwnershipService,
    private readonly report: TransferReport,
    private readonly context: Context,
  ) {}

  /** @throws not-found, customer.receiver-unknown (404), customer.overdue, pool.claim-him, pool.lost-before, pool.holding-limit, customer.assignee-inactive (409). */
  async transfer(id: number, input: Transfer): Promise<{ id: number; ownerId: number }> {
    const reach = async () => (await this.holdings.inReach([id], 'transfer', { lock: true }))[0] ?? this.notFound();
    const refusals = await this.expiry.unlessDue(reach, (row) => this.move([row], input, 'transfer'), 'are-refused');
    const refusal = refusals.get(id);
    if (refusal) throw refusal;
    return { id, ownerId: input.toStaffId };
  }

  private notFound(): never {
    throw commonErrors['not-found']();
  }

  /**
   * Hands customers in the caller's locks over. @returns why some stay where they are.
   * @throws customer.receiver-unknown (404), customer.assignee-inactive, customer.assignee-cannot-hold (409): none of them could move.
   */
  @Transactional()
  async move(rows: readonly ReachRow[], input: Transfer, action: HandOverAction): Promise<Map<number, DomainError>> {
    const receiver = await this.checks.receiver(input.toStaffId, rows, action);
    const refusals = await this.checks.refusals(rows, receiver, { action, override: input.override ?? false });
    const moving = rows.filter((row) => !refusals.has(row.id));
    const actorId = this.context.actor.id;
    const moved = await this.ownership.transfer(
      moving.map((r) => r.id),
      receiver.id,
      {
        by: 'transferred',
        actorId,
        reason: input.reason ?? null,
        caps: 'enforce',
        dealClockOn: this.checks.keptDealClocks(moving),
      },
    );
    const went = new Set(moved.map((r) => r.id));
    const capped = await this.checks.holdingLimit(receiver);
    for (const row of moving)
      if (!went.has(row.id))
        refusals.set(row.id, row.ownerId === receiver.id ? holdingErrors['customer.already-his']({ who: receiver.name }) : capped);
    await this.report.moved(
      moving.filter((row) => went.has(row.id)),
      receiver,
      input,
      action,
    );
    return refusals;
  }
}
