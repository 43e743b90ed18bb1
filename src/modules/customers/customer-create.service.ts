import { Injectable } from '@nestjs/common';
import { Context } from '../../platform/context/context.js';
import { given } from '../../platform/http/given.js';
import { CustomerChecks } from './customer-checks.js';
import type { CustomerCreation } from './customer.dto.js';
import { CustomerEntry } from './customer-entry.js';
import { CustomerInsert } from './customer-insert.js';
import { CustomerReadService } from './customer-read.service.js';
import type { CustomerView } from './customer.view.js';
import { DuplicatesService } from './duplicates/duplicates.service.js';

export interface Entered {
  /** Companies of the same name that exist already: said, not refused (spec 06, Unique keys). */
  warnings: { code: 'company.same-name'; count: number }[];
}

/** Entering a customer (REQ-D18, REQ-D21, T1, T4). */
@Injectable()
export class CustomerCreateService {
  constructor(
    private readonly checks: CustomerChecks,
    private readonly entry: CustomerEntry,
    private readonly rows: CustomerInsert,
    private readonly duplicates: DuplicatesService,
    private readonly customers: CustomerReadService,
    private readonly context: Context,
  ) {}

  /** @throws customer.duplicate (409), customer.assign-outside (403), input.invalid (400), field.forbidden (403). */
  async create({ assignToId, ...body }: CustomerCreation): Promise<Partial<CustomerView> & Entered> {
    const values = given(body);
    const type = body.type ?? 'person';
    this.checks.demandFields('create', values);
    const ownerId = await this.entry.ownerFor(assignToId);
    await this.checks.demandValid(values, type);
    const namesakes = type === 'company' ? await this.duplicates.companies(body.name) : 0;
    const { actor } = this.context;
    const id = await this.rows.insert(values, ownerId, actor.kind === 'staff' ? actor.id : null).catch(async (error: unknown) => {
      throw (await this.duplicates.refusal(error, body)) ?? error;
    });
    return { ...(await this.customers.entered(id)), warnings: namesakes ? [{ code: 'company.same-name', count: namesakes }] : [] };
  }
}
