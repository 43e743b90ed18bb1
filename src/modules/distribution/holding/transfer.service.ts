import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { OwnershipExpiry } from '../../customers/ownership/ownership-expiry.service.js';
import { OwnershipService } from '../../customers/ownership/ownership.service.js';
import { holdingErrors } from './holding.errors.js';
import { HoldingRepository, type ReachRow } from './holding.repository.js';
import type { Due, Transfer } from './holding.dto.js';
import { type HandOverAction, type Receiver, type Told, TransferChecks } from './transfer-checks.js';
import { TransferReport } from './transfer-report.js';

export interface Moved {
  /** Why some stay where they are. */
  readonly refusals: Map<number, DomainError>;
  /** Of those that went: as far as the caller sees it. */
  readonly told: ReadonlyMap<number, Told>;
}
/** A hand-over of which nobody has been told yet. */
export interface Carried {
  readonly refusals: Map<number, DomainError>;
  readonly receiver: Receiver;
  /** Those that went, as they were. */
  readonly gone: readonly ReachRow[];
  readonly due: ReadonlyMap<number, Due>;
}

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

  /** @throws not-found, customer.receiver-unknown (404), customer.overdue, pool.claim-him, pool.not-yet, customer.reopen-first, pool.lost-before, pool.holding-limit, customer.assignee-inactive (409). */
  async transfer(id: number, input: Transfer): Promise<{ id: number } & Told> {
    const reach = async () => (await this.holdings.inReach([id], 'transfer', { lock: true }))[0] ?? this.notFound();
    const { refusals, told } = await this.expiry.unlessDue(reach, (row) => this.move([row], input, 'transfer'), 'are-refused');
    const refusal = refusals.get(id);
    if (refusal) throw refusal;
    return { id, ...told.get(id)! };
  }

  private notFound(): never {
    throw commonErrors['not-found']();
  }

  /**
   * Hands customers in the caller's locks over. @returns why some stay where they are, and what he may see of the others.
   * @throws customer.receiver-unknown (404), customer.assignee-inactive, customer.assignee-cannot-hold (409): none of them could move.
   */
  @Transactional()
  async move(rows: readonly ReachRow[], input: Transfer, action: HandOverAction): Promise<Moved> {
    const { refusals, receiver, gone, due } = await this.carry(rows, input, action);
    await this.report.moved(gone, receiver, { ...input, due }, action);
    return { refusals, told: new Map(gone.map((row) => [row.id, this.checks.told(row, receiver, due.get(row.id)!)])) };
  }

  /** The same without log and messages: they are the caller's. @throws what `move` throws. */
  @Transactional()
  async carry(rows: readonly ReachRow[], input: Transfer, action: HandOverAction): Promise<Carried> {
    const receiver = await this.checks.receiver(input.toStaffId, rows, action);
    const refusals = await this.checks.refusals(rows, receiver, { action, override: input.override ?? false });
    const moving = rows.filter((row) => !refusals.has(row.id));
    const keepClocks = this.checks.keepingClocks(moving, receiver);
    const moved = await this.ownership.transfer(
      moving.map((r) => r.id),
      receiver.id,
      { by: 'transferred', actorId: this.context.actor.id, reason: input.reason ?? null, caps: 'enforce', keepClocks },
    );
    const went = new Set(moved.map((r) => r.id));
    const capped = await this.checks.holdingLimit(receiver);
    for (const row of moving)
      if (!went.has(row.id))
        refusals.set(row.id, row.ownerId === receiver.id ? holdingErrors['customer.already-his']({ who: receiver.name }) : capped);
    const gone = moving.filter((row) => went.has(row.id));
    return { refusals, receiver, gone, due: await this.due(gone, keepClocks) };
  }

  private async due(rows: readonly ReachRow[], keepClocks: ReadonlySet<number>): Promise<Map<number, Due>> {
    const after = await this.holdings.reclaimAt(rows.map((r) => r.id));
    return new Map(
      rows.map((row) => [
        row.id,
        {
          clocks: row.holding === 'owned' && keepClocks.has(row.id) ? 'go-on' : 'restarted',
          reclaimAtBefore: iso(row.reclaimAt),
          reclaimAt: iso(after.get(row.id) ?? null),
        },
      ]),
    );
  }
}
