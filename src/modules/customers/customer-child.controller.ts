import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { idParam } from '../../platform/http/fields.js';
import { Limited } from '../../platform/http/throttle/throttle.interceptor.js';
import { Permit } from '../../platform/permissions/permit.js';
import {
  contactChange,
  type ContactChange,
  contactCreation,
  type ContactCreation,
  contactParam,
  type ContactParam,
  contactsOfOne,
  type ContactsOfOne,
} from './contacts/contact.dto.js';
import { ContactService } from './contacts/contact.service.js';
import { IdNumberService } from './id-number.service.js';
import { timelineQuery, type TimelineQuery } from './timeline/timeline.dto.js';
import { TimelineService } from './timeline/timeline.service.js';

type Id = { id: number };

/** What belongs to one customer. */
@Controller('customers/:id')
export class CustomerChildController {
  constructor(
    private readonly contacts: ContactService,
    private readonly timelines: TimelineService,
    private readonly idNumbers: IdNumberService,
  ) {}

  /** Thirty in an hour: who needs more is copying. */
  @Post('id-number')
  @HttpCode(200)
  @Permit('reveal-id-number', 'Customer')
  @Limited({ uses: 30, seconds: 3600 })
  idNumber(@Param({ schema: idParam() }) { id }: Id) {
    return this.idNumbers.reveal(id);
  }

  @Get('timeline')
  @Permit('read', 'Customer')
  timeline(@Param({ schema: idParam() }) { id }: Id, @Query({ schema: timelineQuery }) query: TimelineQuery) {
    return this.timelines.page(id, query);
  }

  @Get('contacts')
  @Permit('read', 'Contact')
  list(@Param({ schema: idParam() }) { id }: Id, @Query({ schema: contactsOfOne }) query: ContactsOfOne) {
    return this.contacts.list(id, query);
  }

  @Get('contacts/:contactId')
  @Permit('read', 'Contact')
  get(@Param({ schema: contactParam }) { id, contactId }: ContactParam) {
    return this.contacts.get(id, contactId);
  }

  @Post('contacts')
  @Permit('create', 'Contact')
  create(@Param({ schema: idParam() }) { id }: Id, @Body({ schema: contactCreation }) body: ContactCreation) {
    return this.contacts.create(id, body);
  }

  @Patch('contacts/:contactId')
  @Permit('update', 'Contact')
  update(@Param({ schema: contactParam }) { id, contactId }: ContactParam, @Body({ schema: contactChange }) body: ContactChange) {
    return this.contacts.update(id, contactId, body);
  }

  @Delete('contacts/:contactId')
  @HttpCode(204)
  @Permit('delete', 'Contact')
  remove(@Param({ schema: contactParam }) { id, contactId }: ContactParam) {
    return this.contacts.remove(id, contactId);
  }
}
