import { Injectable } from '@nestjs/common';
import { Audit } from '../../../platform/audit/audit.js';
import { Clock } from '../../../platform/context/clock.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { changesNothing, given } from '../../../platform/http/given.js';
import { pageOfAll } from '../../../platform/http/list-in-memory.js';
import type { Page } from '../../../platform/http/list-query.js';
import {
  type ContactChange,
  type ContactCreation,
  type ContactList,
  type ContactView,
  contactView,
  CONTACTS_OF_ONE,
  type ContactsOfOne,
} from './contact.dto.js';
import { CustomerKeys } from '../bars/customer-keys.service.js';
import type { Contact } from './contact.entity.js';
import { ContactRepository } from './contact.repository.js';
import { CustomerAccess } from '../customer-access.service.js';

const PERSONAL = ['name', 'gender', 'officePhone', 'mobile'] as const;

/** 联系人 of a customer (REQ-D26, REQ-D27): any number, one of them primary. */
@Injectable()
export class ContactService {
  constructor(
    private readonly repository: ContactRepository,
    private readonly access: CustomerAccess,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly keys: CustomerKeys,
  ) {}

  /** Over all customers in the caller's reach; by name only, since numbers may be masked. */
  async page(query: ContactList): Promise<Page<ContactView>> {
    const page = await this.repository.page(query, this.access.reaches('Contact'));
    return { ...page, items: page.items.map((row) => contactView(row, this.access.sees(row.customer!))) };
  }

  /** @throws not-found (404) */
  async byId(id: number): Promise<ContactView> {
    const customerId = await this.repository.customerOf(id);
    if (customerId === undefined) throw commonErrors['not-found']();
    return this.get(customerId, id);
  }

  /** Of one customer, the primary one first. @throws not-found (404) */
  async list(customerId: number, query: ContactsOfOne): Promise<Page<ContactView>> {
    const customer = await this.access.demand(customerId, 'read', 'Contact');
    const page = pageOfAll(await this.repository.of(customerId), query, CONTACTS_OF_ONE);
    return { ...page, items: page.items.map((row) => contactView(row, this.access.sees(customer))) };
  }

  /** @throws not-found (404) */
  async get(customerId: number, id: number): Promise<ContactView> {
    const customer = await this.access.demand(customerId, 'read', 'Contact');
    return contactView(await this.row(customerId, id), this.access.sees(customer));
  }

  /** @throws not-found (404), customer.lost-before and customer.overdue (409). */
  create(customerId: number, body: ContactCreation): Promise<ContactView> {
    return this.change(customerId, 'create', async () => this.get(customerId, await this.add(customerId, body)));
  }

  /** @throws not-found (404), stale, customer.lost-before and customer.overdue (409). */
  update(customerId: number, id: number, body: ContactChange): Promise<ContactView> {
    return this.change(customerId, 'update', () => this.rewrite(customerId, id, body));
  }

  /** @throws not-found (404), customer.overdue (409). */
  remove(customerId: number, id: number): Promise<void> {
    return this.change(customerId, 'delete', async () => {
      const before = await this.row(customerId, id);
      await this.repository.remove(id);
      await this.log(customerId, id, 'delete', logged(before), null);
    });
  }

  /** By his contacts' numbers a customer may be known. */
  private change<T>(customerId: number, action: string, write: () => Promise<T>): Promise<T> {
    return this.access.change(customerId, action, 'Contact', async (customer) => {
      let written: T;
      await this.keys.changing(customer, async () => (written = await write()));
      return written!;
    });
  }

  private async rewrite(customerId: number, id: number, { version, ...body }: ContactChange): Promise<ContactView> {
    const before = await this.row(customerId, id);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    const { primary, ...change } = given(body);
    if (changesNothing({ ...before, primary: before.primaryOfId !== null }, body)) return this.get(customerId, id);
    if (primary) await this.repository.noPrimaryBut(id, customerId, this.clock.now());
    const primaryOfId = primary === undefined ? before.primaryOfId : primary ? customerId : null;
    if (!(await this.repository.update(id, before.version, { ...change, primaryOfId, updatedAt: this.clock.now() })))
      throw commonErrors.stale();
    await this.log(customerId, id, 'update', logged(before), { ...logged(before), ...change, primary: primaryOfId !== null });
    return this.get(customerId, id);
  }

  /** For a customer whose lock the caller holds, or whom he has just inserted. */
  async add(customerId: number, { primary, ...body }: ContactCreation): Promise<number> {
    const now = this.clock.now();
    if (primary) await this.repository.noPrimaryBut(null, customerId, now);
    const values = {
      name: body.name,
      gender: body.gender ?? null,
      position: body.position ?? null,
      officePhone: body.officePhone ?? null,
      mobile: body.mobile ?? null,
      active: body.active ?? true,
    };
    const id = await this.repository.insert({
      ...values,
      customerId,
      primaryOfId: primary ? customerId : null,
      createdAt: now,
      updatedAt: now,
    });
    await this.log(customerId, id, 'create', null, { ...values, primary: primary ?? false });
    return id;
  }

  private async row(customerId: number, id: number): Promise<Contact> {
    const row = await this.repository.find(customerId, id);
    if (!row) throw commonErrors['not-found']();
    return row;
  }

  private async log(customerId: number, id: number, action: string, before: object | null, after: object | null): Promise<void> {
    const person = { subject: 'Customer', id: customerId };
    await this.audit.record({
      subject: 'Contact',
      subjectId: id,
      action,
      before: before as never,
      after: after as never,
      detail: { customerId },
      person,
      personal: PERSONAL,
    });
  }
}

const logged = ({ name, gender, position, officePhone, mobile, active, primaryOfId }: Contact) => ({
  name,
  gender,
  position,
  officePhone,
  mobile,
  active,
  primary: primaryOfId !== null,
});
