import { Injectable } from '@nestjs/common';
import { given } from '../../platform/http/given.js';
import { CustomerKeys } from './bars/customer-keys.service.js';
import { CustomerChecks } from './customer-checks.js';
import type { CustomerChange } from './customer.dto.js';
import { KEYS } from './customer-keys.js';
import { CustomerReadService } from './customer-read.service.js';
import { CustomerRewrite } from './customer-rewrite.js';
import type { CustomerView } from './customer.view.js';
import { CustomerVerbs } from './customer-verbs.service.js';
import { DuplicatesService } from './duplicates/duplicates.service.js';

/** Changing what is known of a customer (REQ-D18, REQ-D26). Holding, owner, status and deadlines have verbs of their own. */
@Injectable()
export class CustomerUpdateService {
  constructor(
    private readonly checks: CustomerChecks,
    private readonly rows: CustomerRewrite,
    private readonly duplicates: DuplicatesService,
    private readonly verbs: CustomerVerbs,
    private readonly customers: CustomerReadService,
    private readonly keys: CustomerKeys,
  ) {}

  /** @throws not-found (404), forbidden and field.forbidden (403), stale, customer.duplicate, customer.lost-before and customer.overdue (409), input.invalid (400), too-many (429). */
  async update(id: number, { version, override = false, ...body }: CustomerChange): Promise<Partial<CustomerView>> {
    const values = given(body);
    const before = await this.customers.forChange(id, 'update');
    this.checks.demandFields('update', values, before);
    await this.checks.demandValid(values, values.type ?? before.type, before);
    await this.duplicates.demandRoom(values);
    const known = [...KEYS, 'wechat' as const].some((name) => values[name] !== undefined);
    const rewriting = this.verbs.underLock(id, 'update', (locked) => {
      // he may have become somebody of whom this field is not the caller's
      this.checks.demandFields('update', values, locked);
      return this.rows.rewrite(locked, version, values, known ? (write) => this.keys.changing(locked, write, override) : undefined);
    });
    await rewriting.catch(async (error: unknown) => {
      throw (await this.duplicates.refusal(error, values, id)) ?? error;
    });
    return this.customers.get(id);
  }
}
