import { Injectable } from '@nestjs/common';
import { given } from '../../platform/http/given.js';
import type { EnteredWithoutYou } from './bars/bar-telling.service.js';
import { CustomerKeys } from './bars/customer-keys.service.js';
import { CustomerChecks } from './customer-checks.js';
import type { CustomerCreation } from './customer.dto.js';
import { CustomerEntry } from './customer-entry.js';
import { CustomerInsert } from './customer-insert.js';
import { CustomerReadService } from './customer-read.service.js';
import type { CustomerView } from './customer.view.js';
import { DuplicatesService } from './duplicates/duplicates.service.js';

export interface Entered {
  /** Said, not refused: companies of the same name that exist already (spec 06, Unique keys), and that he is nobody's yet since whoever entered him is barred. */
  warnings: ({ code: 'company.same-name'; count: number } | EnteredWithoutYou)[];
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
    private readonly keys: CustomerKeys,
  ) {}

  /** @throws customer.duplicate, customer.lost-before (409), customer.assign-outside (403), input.invalid (400), field.forbidden (403), too-many (429). */
  async create({ assignToId, override = false, ...body }: CustomerCreation): Promise<Partial<CustomerView> & Entered> {
    const values = given(body);
    const type = body.type ?? 'person';
    this.checks.demandFields('create', values);
    const chosenId = await this.entry.ownerFor(assignToId, values);
    await this.checks.demandValid(values, type);
    await this.duplicates.demandRoom(values);
    const namesakes = type === 'company' ? await this.duplicates.companies(body.name) : 0;
    const judge = (id: number) => this.keys.entered(id, values, chosenId, override);
    const { id, warning } = await this.rows.insert(values, judge).catch(async (error: unknown) => {
      throw (await this.duplicates.refusal(error, body)) ?? error;
    });
    const warnings: Entered['warnings'] = namesakes ? [{ code: 'company.same-name', count: namesakes }] : [];
    return { ...(await this.customers.entered(id)), warnings: warning ? [...warnings, warning] : warnings };
  }
}
