import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { Permit } from '../../../platform/permissions/permit.js';
import { contactEntry, type ContactEntry, contactList, type ContactList } from './contact.dto.js';
import { ContactService } from './contact.service.js';

/** Contacts over all customers in reach; one customer's stand under `/customers/:id/contacts`. */
@Controller('contacts')
export class ContactController {
  constructor(private readonly contacts: ContactService) {}

  @Get()
  @Permit('read', 'Contact')
  list(@Query({ schema: contactList }) query: ContactList) {
    return this.contacts.page(query);
  }

  @Post()
  @Permit('create', 'Contact')
  create(@Body({ schema: contactEntry }) { customerId, ...body }: ContactEntry) {
    return this.contacts.create(customerId, body);
  }
}
