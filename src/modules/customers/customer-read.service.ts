import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../platform/errors/common.errors.js';
import { EVERYTHING } from '../../platform/permissions/scope-sql.js';
import { CustomerReach } from './customer-reach.service.js';
import { CustomerRepository } from './customer.repository.js';
import { type CustomerView, customerView, type DetailRow, visibleOnly } from './customer.view.js';

/** One customer as the caller may see him. */
@Injectable()
export class CustomerReadService {
  constructor(
    private readonly repository: CustomerRepository,
    private readonly reach: CustomerReach,
  ) {}

  /** @throws not-found (404), also for one outside the caller's scope. */
  async get(id: number): Promise<Partial<CustomerView>> {
    const row = await this.repository.find(id, this.reach.sql());
    if (!row) throw commonErrors['not-found']();
    return this.shown(row);
  }

  /** For the answer to somebody who has just entered him, and may not reach him any more (REQ-D21: operations, a supervisor). */
  async entered(id: number): Promise<Partial<CustomerView>> {
    const row = await this.repository.find(id, this.reach.sql());
    if (row) return this.shown(row);
    const whole = (await this.repository.find(id, EVERYTHING))!;
    const { number, name, type, holding, ownerId, ownerName, version, createdAt } = await this.view(whole);
    return { id, ...this.reach.shown({ number, name, type, holding, ownerId, ownerName, version, createdAt }, whole) };
  }

  /**
   * The row for a change. @throws not-found (404) for one outside the caller's scope, forbidden (403) for one he only reads.
   */
  async forChange(id: number, action: string): Promise<DetailRow> {
    const row = await this.repository.find(id, this.reach.sql());
    if (!row) throw commonErrors['not-found']();
    if (!(await this.repository.reached(id, this.reach.sql(action))))
      throw (await this.repository.reached(id, this.reach.sql())) ? commonErrors.forbidden() : commonErrors['not-found'](); // deleted meanwhile
    return row;
  }

  private async shown(row: DetailRow): Promise<Partial<CustomerView>> {
    const view = await this.view(row);
    return this.reach.limitsFields() ? visibleOnly(view, this.reach.fields(row)) : view;
  }

  private async view(row: DetailRow): Promise<CustomerView> {
    const [person, company, courseIds, tags] = await Promise.all([
      row.type === 'person' ? this.repository.profile('person', row.id) : null,
      row.type === 'company' ? this.repository.profile('company', row.id) : null,
      this.repository.courseIds(row.id),
      this.repository.tags(row.id),
    ]);
    return customerView(row, this.reach.sight()(row), { person, company, courseIds, tags });
  }
}
