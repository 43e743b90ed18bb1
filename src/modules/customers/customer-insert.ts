import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../platform/audit/audit.js';
import { Acting } from './acting.js';
import type { EntryOwner } from './bars/customer-keys.service.js';
import { ContactService } from './contacts/contact.service.js';
import type { CustomerCreation } from './customer.dto.js';
import { CustomerEntry } from './customer-entry.js';
import { columnsOf, CustomerRecord, loggable, PERSONAL } from './customer-record.js';
import { CustomerRepository } from './customer.repository.js';

/** The rows of a new customer, all or none. */
@Injectable()
export class CustomerInsert {
  constructor(
    private readonly repository: CustomerRepository,
    private readonly record: CustomerRecord,
    private readonly contacts: ContactService,
    private readonly entry: CustomerEntry,
    private readonly audit: Audit,
    private readonly acting: Acting,
  ) {}

  /** The customer's own row comes first: where it meets a unique index, nothing else has been written. `ownerOf` decides when all of it stands. */
  @Transactional()
  async insert(
    { contacts, ...body }: Omit<CustomerCreation, 'assignToId' | 'override'>,
    ownerOf: (id: number) => Promise<EntryOwner>,
  ): Promise<EntryOwner & { readonly id: number }> {
    const { now, staffId: createdById } = this.acting;
    const type = body.type ?? 'person';
    const id = await this.repository.insert({
      ...columnsOf(body),
      type,
      status: 'open',
      doNotCall: body.doNotCall ?? false,
      doNotMail: body.doNotMail ?? false,
      holding: 'pending',
      holdingSince: now,
      createdById,
      createdAt: now,
      updatedAt: now,
    });
    await this.record.putBelongings(id, type, body);
    for (const contact of contacts ?? []) await this.contacts.add(id, contact);
    const owner = await ownerOf(id);
    const person = { subject: 'Customer', id };
    await this.audit.record({
      subject: 'Customer',
      subjectId: id,
      action: 'create',
      after: { ...loggable(body), type, ownerId: owner.ownerId },
      ...(owner.overruled ? { detail: { override: true } } : {}),
      person,
      personal: PERSONAL,
    });
    await this.entry.enter(id, owner.ownerId);
    await this.record.demandWithin(id, 'create');
    await this.record.demandFields(id, 'create', body);
    return { ...owner, id };
  }
}
