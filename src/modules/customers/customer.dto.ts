import { z } from 'zod';
import { id, optionalId, optionalText, version } from '../../platform/http/fields.js';
import { contactCreation } from './contacts/contact.dto.js';
import { CUSTOMER_TYPES, GENDERS } from './customer.entity.js';
import { emailField, idNumberField, line, optionalChoice, optionalKey, optionalLine, phoneField, qqField } from './customer-fields.js';
import { EDUCATIONS, EXPERIENCES, WORK_STATUSES } from './profile.entity.js';

export const personBody = z.strictObject({
  education: optionalChoice(EDUCATIONS),
  graduationSchool: optionalLine(64),
  major: optionalLine(64),
  experience: optionalChoice(EXPERIENCES),
  workStatus: optionalChoice(WORK_STATUSES),
  company: optionalLine(64),
  salary: optionalLine(64),
  idNumber: idNumberField(),
  emergencyContactName: optionalLine(64),
  emergencyContactPhone: phoneField(),
});

export const companyBody = z.strictObject({
  licenceNumber: optionalLine(64),
  legalRepresentative: optionalLine(64),
  registeredCapital: optionalLine(64),
  annualTurnover: optionalLine(64),
  bank: optionalLine(100),
  bankAccount: optionalLine(64),
  localTaxNumber: optionalLine(64),
  nationalTaxNumber: optionalLine(64),
  fax: optionalLine(32),
  staffCount: z.int().min(0).max(10_000_000).nullable().optional(),
});

const tags = z.array(line(40)).max(50).optional();

const writable = {
  type: z.enum(CUSTOMER_TYPES).optional(),
  name: line(100),
  phone: phoneField(),
  qq: qqField(),
  wechat: optionalKey(64),
  email: emailField(),
  gender: optionalChoice(GENDERS),
  area: optionalLine(64),
  address: optionalLine(200),
  postCode: optionalLine(20),
  website: optionalLine(200),
  source: optionalLine(40),
  referredById: optionalId(),
  level: optionalLine(40),
  satisfaction: optionalLine(40),
  credit: optionalLine(40),
  externalId: optionalKey(64),
  notes: optionalText(10_000),
  doNotCall: z.boolean().optional(),
  doNotMail: z.boolean().optional(),
  courseIds: z.array(id()).max(50).optional(),
  tags,
  person: personBody.optional(),
  company: companyBody.optional(),
};

/** A manager gives a colleague a customer whom that one lost before (`customer.lost-before`); nobody does so for himself, and it is logged. */
const override = () => z.boolean().optional();

/** `assignToId`: the colleague who is to have the customer (REQ-D21); the caller himself without it, where he may hold customers. */
export const customerCreation = z.strictObject({
  ...writable,
  contacts: z.array(contactCreation).max(20).optional(),
  assignToId: id().optional(),
  override: override(),
});
export const customerChange = z.strictObject(writable).partial().extend({ version: version(), override: override() });

export type CustomerCreation = z.output<typeof customerCreation>;
export type CustomerChange = z.output<typeof customerChange>;
/** What a client may write, after normalisation. */
export type CustomerWritable = Omit<CustomerChange, 'version' | 'override'>;

export const bulkDelete = z.strictObject({ ids: z.array(id()).min(1).max(500) });
export const duplicateQuery = z.strictObject({
  phone: phoneField(),
  qq: qqField(),
  email: emailField(),
  externalId: optionalKey(64),
  name: optionalLine(100),
});
export type DuplicateQuery = z.output<typeof duplicateQuery>;
