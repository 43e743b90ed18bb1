import { Injectable } from '@nestjs/common';
import { commonErrors } from '../../platform/errors/common.errors.js';
import { EVERYTHING } from '../../platform/permissions/scope-sql.js';
import { Vault } from '../../platform/vault/vault.js';
import type { CustomerWritable } from './customer.dto.js';
import type { Customer, CustomerType } from './customer.entity.js';
import { keyColumns } from './customer-keys.js';
import { CustomerChecks } from './customer-checks.js';
import { CustomerReach } from './customer-reach.service.js';
import { CustomerRepository, type ProfileKind } from './customer.repository.js';
import { maskIdNumber } from './masking.js';
import { TagService } from './tags/tag.service.js';

/** Fields of the audit that are sealed with the customer's own key (spec 01, Data). */
export const PERSONAL = [
  'name',
  'phone',
  'qq',
  'wechat',
  'email',
  'gender',
  'address',
  'postCode',
  'externalId',
  'notes',
  'person',
  'company',
] as const;

/** The columns of `customer` in a body. */
export function columnsOf({ person: _p, company: _c, courseIds: _i, tags: _t, ...columns }: CustomerWritable): Partial<Customer> {
  return { ...columns, ...keyColumns(columns) } as Partial<Customer>;
}

/** What the log keeps of a body: no ID number, not even sealed. */
export function loggable(body: CustomerWritable): Record<string, unknown> {
  return body.person?.idNumber ? { ...body, person: { ...body.person, idNumber: maskIdNumber(body.person.idNumber) } } : body;
}

/** Where an ID number is sealed to. */
export const idNumberPlace = (customerId: number): string => `person_profile.idNumberSealed.${customerId}`;

/** Writes what belongs to a customer beside his row. */
@Injectable()
export class CustomerRecord {
  constructor(
    private readonly repository: CustomerRepository,
    private readonly tags: TagService,
    private readonly vault: Vault,
    private readonly reach: CustomerReach,
    private readonly checks: CustomerChecks,
  ) {}

  /** In the transaction that wrote the row; what the body does not name stays. */
  async putBelongings(customerId: number, type: CustomerType, body: CustomerWritable): Promise<void> {
    const kind: ProfileKind = type;
    const profile = body[kind];
    if (profile) await this.repository.putProfile(kind, customerId, kind === 'person' ? this.sealed(customerId, body.person!) : profile);
    if (body.courseIds) await this.repository.putCourses(customerId, [...new Set(body.courseIds)]);
    if (body.tags) await this.repository.putTags(customerId, await this.tags.idsOf(body.tags));
  }

  /**
   * In the transaction that wrote it: what a rule says of the rows it allows holds for the row as it is now, too. Nobody enters what he may not
   * enter, or moves a customer to where he may not change him. @throws forbidden (403)
   */
  async demandWithin(customerId: number, ...actions: readonly string[]): Promise<void> {
    for (const reach of actions.map((action) => this.reach.sql(action)))
      if (reach.sql !== EVERYTHING.sql && !(await this.repository.reached(customerId, reach))) throw commonErrors.forbidden();
  }

  /** The same of the fields that were written: rules may name them for some rows alone. @throws field.forbidden (403) */
  async demandFields(customerId: number, action: string, body: object): Promise<void> {
    if (this.reach.limitsFields(action)) this.checks.demandFields(action, body, await this.repository.find(customerId, EVERYTHING));
  }

  private sealed(customerId: number, { idNumber, ...rest }: NonNullable<CustomerWritable['person']>): object {
    if (idNumber === undefined) return rest;
    if (idNumber === null) return { ...rest, idNumberSealed: null, idNumberMasked: null };
    return { ...rest, idNumberSealed: this.vault.encrypt(idNumber, idNumberPlace(customerId)), idNumberMasked: maskIdNumber(idNumber) };
  }
}
