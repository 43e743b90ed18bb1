import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { DAY, MINUTE } from '../../../platform/context/clock.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { changesNothing, given } from '../../../platform/http/given.js';
import { Acting } from '../acting.js';
import { CustomerAccess, type ReachedCustomer } from '../customer-access.service.js';
import { customerErrors } from '../customers.errors.js';
import type { InteractionChange, InteractionView } from './interaction.dto.js';
import type { Interaction } from './interaction.entity.js';
import { InteractionService } from './interaction.service.js';
import { FollowUpClock } from './follow-up-clock.js';

const EDITABLE_FOR = DAY;
/** Who may change it: the text of the log holds no more than that it was changed. */
const LOGGED = ['kind', 'occurredAt', 'nextFollowUpAt', 'counts'] as const;

/** An interaction is its author's for 24 hours, then only a manager's. The clock always stands by what is left. */
@Injectable()
export class InteractionChangeService {
  constructor(
    private readonly interactions: InteractionService,
    private readonly access: CustomerAccess,
    private readonly clocks: FollowUpClock,
    private readonly audit: Audit,
    private readonly acting: Acting,
  ) {}

  /** @throws not-found (404), interaction.author-only (403), stale (409), customer.overdue (409). */
  async update(id: number, body: InteractionChange): Promise<InteractionView> {
    const overdue = await this.change(id, body);
    if (overdue) throw overdue;
    return this.interactions.get(id);
  }

  /** @throws not-found (404), interaction.author-only (403), customer.overdue (409). */
  async remove(id: number): Promise<void> {
    const overdue = await this.bury(id);
    if (overdue) throw overdue;
  }

  @Transactional()
  private async change(id: number, { version, ...body }: InteractionChange): Promise<DomainError | null> {
    const { row, customer } = await this.mine(id, 'update');
    if (version !== undefined && version !== row.version) throw commonErrors.stale();
    const values = given(body);
    const overdue = await this.clocks.expire(customer);
    if (changesNothing(row, values)) return overdue;
    const occurredAt = values.occurredAt ?? row.occurredAt;
    // a corrected time may take the clock back, never forward beyond the day on which it was recorded
    const counts = row.counts && occurredAt <= row.createdAt + MINUTE && occurredAt >= row.createdAt - DAY;
    const replanned = values.nextFollowUpAt !== undefined && values.nextFollowUpAt !== row.nextFollowUpAt ? { remindedAt: null } : {};
    const after = { ...values, ...replanned, counts, updatedAt: this.acting.now };
    if (!(await this.clocks.rewrite(id, row.version, after))) throw commonErrors.stale();
    await this.clocks.recount(customer.id);
    const detail = { customerId: customer.id, fields: Object.keys(values) };
    await this.audit.record({
      subject: 'Interaction',
      subjectId: id,
      action: 'update',
      before: pick(row),
      after: pick({ ...row, ...after } as Interaction),
      detail,
    });
    return overdue;
  }

  @Transactional()
  private async bury(id: number): Promise<DomainError | null> {
    const { row, customer } = await this.mine(id, 'delete');
    const overdue = await this.clocks.expire(customer);
    if (!(await this.clocks.rewrite(id, row.version, { deletedAt: this.acting.now }))) throw commonErrors.stale();
    await this.clocks.recount(customer.id);
    await this.audit.record({
      subject: 'Interaction',
      subjectId: id,
      action: 'delete',
      before: pick(row),
      detail: { customerId: customer.id },
    });
    return overdue;
  }

  private async mine(id: number, action: 'update' | 'delete'): Promise<{ row: Interaction; customer: ReachedCustomer }> {
    const { customerId } = await this.interactions.row(id);
    const customer = await this.access.demand(customerId, action, 'Interaction', { lock: true });
    const row = await this.interactions.row(id);
    const isFresh = row.authorId !== null && row.authorId === this.acting.staffId && this.acting.now - row.createdAt <= EDITABLE_FOR;
    if (!isFresh && !this.access.may('amend', 'Interaction', customer)) throw customerErrors['interaction.author-only']();
    return { row, customer };
  }
}

const pick = (row: Interaction) => Object.fromEntries(LOGGED.map((field) => [field, row[field]]));
