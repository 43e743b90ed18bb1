import { Injectable } from '@nestjs/common';
import { Faults, type Found } from '../../platform/http/faults.js';
import { Scope } from '../../platform/permissions/scope.js';
import { Dictionaries } from '../../platform/settings/dictionaries.js';
import type { CustomerWritable } from './customer.dto.js';
import type { CustomerType } from './customer.entity.js';
import { CustomerReach } from './customer-reach.service.js';
import { CustomerRepository } from './customer.repository.js';
import { CUSTOMER_FIELDS } from './customers.permissions.js';
import type { RuleRow } from './rule-row.port.js';
import { FIELD_DICTIONARIES } from './customers.dictionaries.js';

type DictionaryField = keyof typeof FIELD_DICTIONARIES;
/** What the record says now. */
export type Present = Partial<Record<DictionaryField, string | null>> & { readonly id?: number; readonly referredById?: number | null };

/** What a body's shape alone cannot tell: values of dictionaries, things it refers to. */
@Injectable()
export class CustomerChecks {
  constructor(
    private readonly repository: CustomerRepository,
    private readonly dictionaries: Dictionaries,
    private readonly reach: CustomerReach,
    private readonly scope: Scope,
    private readonly faults: Faults,
  ) {}

  /** @throws field.forbidden (403) that names every field the caller's roles do not let him write, on that row where one is given. */
  demandFields(action: string, body: object, row?: RuleRow): void {
    const given = Object.keys(body).filter((field) => CUSTOMER_FIELDS.includes(field));
    this.scope.demandFields(action, 'Customer', given, CUSTOMER_FIELDS, row);
  }

  /** @throws input.invalid (400) with every fault. A value that the record has already may stay, though operations have retired it. */
  async demandValid(body: CustomerWritable, type: CustomerType, before: Present = {}): Promise<void> {
    this.faults.demandNone(await this.found(body, type, before));
  }

  async found(body: CustomerWritable, type: CustomerType, before: Present = {}): Promise<Found[]> {
    const found: Found[] = [];
    const fault = (path: string, code: string) => found.push({ path, code });
    for (const [field, dictionary] of Object.entries(FIELD_DICTIONARIES) as [DictionaryField, string][]) {
      const value = body[field];
      if (value && value !== before[field] && !(await this.dictionaries.has(dictionary, value))) fault(field, 'dictionary.unknown');
    }
    if (body.person && type === 'company') fault('person', 'profile.mismatch');
    if (body.company && type === 'person') fault('company', 'profile.mismatch');
    const courses = await this.repository.existing('course', body.courseIds ?? []);
    body.courseIds?.forEach((id, index) => courses.has(id) || fault(`courseIds.${index}`, 'reference.unknown'));
    if (body.referredById && body.referredById !== before.referredById) {
      const known =
        body.referredById !== before.id &&
        (await this.repository.existing('customer', [body.referredById], this.reach.sql())).has(body.referredById);
      if (!known) fault('referredById', 'reference.unknown');
    }
    return found;
  }
}
