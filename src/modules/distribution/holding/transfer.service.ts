import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { OwnershipExpiry } from '../../customers/ownership/ownership-expiry.service.js';
import { OwnershipService } from '../../customers/ownership/ownership.service.js';
import { holdingErrors } from './holding.errors.js';
import { HoldingRepository, type ReachRow } from './holding.repository.js';
import type { Assign, Outcome, Transfer } from '../pool/pool.dto.js';
import { TransferChecks } from './transfer-checks.js';
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

  /** @throws not-found (404), customer.overdue, pool.lost-before, pool.holding-limit, customer.assignee-inactive (409), customer.assign-outside (403). */
  async transfer(id: number, input: Transfer): Promise<{ id: number; ownerId: number }> {
    const reach = async () => (await this.holdings.inReach([id], 'transfer', { lock: true }))[0] ?? this.notFound();
    const refusals = await this.expiry.unlessDue(reach, (row) => this.move([row], input, 'transfer'), 'are-refused');
    const refusal = refusals.get(id);
    if (refusal) throw refusal;
    return { id, ownerId: input.toStaffId };
  }

  /** Many at once, owned, pending or in the pool; what cannot move is named, the rest moves in one transaction. */
  async assign({ customerIds, ...input }: Assign): Promise<{ assigned: number; outcomes: Outcome[] }> {
    const wanted = [...new Set(customerIds)];
    const { reached, refusals } = await this.assignAll(wanted, input);
    const outcomes = wanted.map((customerId): Outcome => {
      const refusal = reached.has(customerId) ? refusals.get(customerId) : commonErrors['not-found']();
      return refusal ? this.outcome(customerId, refusal) : { customerId, outcome: 'assigned' };
    });
    return { assigned: outcomes.filter((o) => o.outcome === 'assigned').length, outcomes };
  }

  @Transactional()
  private async assignAll(
    wanted: readonly number[],
    input: Transfer,
  ): Promise<{ reached: ReadonlySet<number>; refusals: ReadonlyMap<number, DomainError> }> {
    const rows = await this.holdings.inReach(wanted, 'assign', { lock: true });
    const known = new Set(rows.map((r) => r.id));
    const others = wanted.filter((id) => !known.has(id));
    rows.push(...(await this.holdings.inPool(others, { lock: true })));
    const refusals = new Map<number, DomainError>();
    for (const { id, reclaimAt } of rows.filter((row) => this.expiry.isDue(row)))
      if (await this.expiry.expireIfDue(id)) refusals.set(id, this.expiry.overdue(reclaimAt!));
    const moving = rows.filter((row) => !refusals.has(row.id));
    for (const [id, refusal] of moving.length ? await this.move(moving, input, 'assign') : []) refusals.set(id, refusal);
    return { reached: new Set(rows.map((r) => r.id)), refusals };
  }

  private notFound(): never {
    throw commonErrors['not-found']();
  }

  /** @returns why some stay where they are. */
  @Transactional()
  protected async move(rows: readonly ReachRow[], input: Transfer, action: 'transfer' | 'assign'): Promise<Map<number, DomainError>> {
    const receiver = await this.checks.receiver(input.toStaffId);
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
        refusals.set(row.id, row.ownerId === receiver.id ? holdingErrors['customer.wrong-state']({ state: row.holding }) : capped);
    await this.report.moved(
      moving.filter((row) => went.has(row.id)),
      receiver,
      input,
      action,
    );
    return refusals;
  }

  private outcome(customerId: number, refusal: DomainError): Outcome {
    const opensAt = refusal.options.extra?.['opensAt'] as string | null | undefined;
    return {
      customerId,
      outcome: refusal.code,
      detail: say(refusal.definition.text, this.context.language, refusal.params),
      ...(opensAt === undefined ? {} : { opensAt }),
    };
  }
}
