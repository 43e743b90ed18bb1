import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/audit.js';
import { Database } from '../../../platform/database/database.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { CustomerVerbs } from '../customer-verbs.service.js';
import { CustomerBurial } from './customer-burial.js';

export interface BulkOutcome {
  readonly id: number;
  readonly deleted: boolean;
  /** Why not. */
  readonly code?: string;
}

/** Deleting puts a customer, with all that belongs to him, into the recycle bin (REQ-D22, REQ-D23). */
@Injectable()
export class CustomerDeleteService {
  constructor(
    private readonly verbs: CustomerVerbs,
    private readonly burial: CustomerBurial,
    private readonly audit: Audit,
    private readonly database: Database,
  ) {}

  /** @throws not-found (404), forbidden (403), customer.delete-blocked and customer.overdue (409). */
  remove(id: number): Promise<void> {
    // whoever deletes him, a customer whose owner was late does not come back to that owner
    return this.verbs.carryOut(id, 'delete', ({ name }) => this.removeNow(id, name), 'reclaim-first');
  }

  private async removeNow(id: number, name: string): Promise<void> {
    await this.burial.bury(id);
    await this.audit.record({
      subject: 'Customer',
      subjectId: id,
      action: 'delete',
      before: { name },
      person: { subject: 'Customer', id },
      personal: ['name'],
    });
  }

  /** Each by itself: one that may not be deleted keeps no other. */
  async removeMany(ids: readonly number[]): Promise<{ items: BulkOutcome[]; deleted: number }> {
    const items: BulkOutcome[] = [];
    for (const id of new Set(ids)) {
      const code = await this.database
        .apart(() => this.remove(id))
        .then(
          () => undefined,
          (error: unknown) => {
            if (error instanceof DomainError) return error.code;
            throw error;
          },
        );
      items.push(code ? { id, deleted: false, code } : { id, deleted: true });
    }
    return { items, deleted: items.filter((item) => item.deleted).length };
  }
}
