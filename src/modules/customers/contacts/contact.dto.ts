import { z } from 'zod';
import { iso } from '../../../platform/context/clock.js';
import { flagParam, id, intParam, version } from '../../../platform/http/fields.js';
import type { InMemoryList } from '../../../platform/http/list-in-memory.js';
import { listQuery } from '../../../platform/http/list-query.js';
import type { Contact } from './contact.entity.js';
import { GENDERS } from '../customer.entity.js';
import { line, optionalChoice, optionalLine } from '../customer-fields.js';
import { maskPhone } from '../masking.js';

/** A number as people write it down: a contact's extension has no E.164 form, and contacts' numbers are not unique (spec 06). */
const looseNumber = () => optionalLine(32);

export const contactCreation = z.strictObject({
  name: line(64),
  gender: optionalChoice(GENDERS),
  position: optionalLine(50),
  officePhone: looseNumber(),
  mobile: looseNumber(),
  primary: z.boolean().optional(),
  active: z.boolean().optional(),
});
/** With the customer it is for. */
export const contactEntry = contactCreation.extend({ customerId: id() });
export const contactList = listQuery({ sorts: ['name', 'createdAt'], filters: { customerId: intParam(1), active: flagParam() } });
export const contactsOfOne = listQuery({ sorts: ['primary', 'name', 'createdAt'], filters: {} });
export type ContactsOfOne = z.output<typeof contactsOfOne>;
/** The primary one first. */
export const CONTACTS_OF_ONE: InMemoryList<Contact> = {
  sorts: { primary: (c) => (c.primaryOfId === null ? 1 : 0), name: (c) => c.name, createdAt: (c) => c.createdAt },
  defaultSort: 'primary',
  key: (c) => c.id,
  texts: (c) => [c.name],
};
export const contactChange = contactCreation.partial().extend({ version: version() });
export const contactParam = z.strictObject({
  id: z.coerce.number().int().min(1).max(2_147_483_647),
  contactId: z.coerce.number().int().min(1).max(2_147_483_647),
});

export type ContactList = z.output<typeof contactList>;
export type ContactEntry = z.output<typeof contactEntry>;
export type ContactCreation = z.output<typeof contactCreation>;
export type ContactChange = z.output<typeof contactChange>;
export type ContactParam = z.output<typeof contactParam>;
export type ContactView = ReturnType<typeof contactView>;

export function contactView(row: Contact, full: boolean) {
  const number = (value: string | null) => (full ? value : maskPhone(value));
  return {
    id: row.id,
    customerId: row.customerId,
    name: row.name,
    gender: row.gender,
    position: row.position,
    officePhone: number(row.officePhone),
    mobile: number(row.mobile),
    primary: row.primaryOfId !== null,
    active: row.active,
    masked: !full,
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
    version: row.version,
  };
}
