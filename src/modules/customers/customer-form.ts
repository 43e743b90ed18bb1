import { z } from 'zod';
import type { AdminRow } from '../../platform/admin/admin-source.js';
import { companyBody, personBody } from './customer.dto.js';
import type { CustomerView } from './customer.view.js';

/** A company's name in a person's profile, which a flat form cannot call `company`. */
const EMPLOYER = 'employer';
const PERSON_FIELDS = Object.keys(personBody.shape).map((field) => (field === 'company' ? EMPLOYER : field));
const COMPANY_FIELDS = Object.keys(companyBody.shape);

/** What the flat form of the back office sends, as the API's body: profiles nested, tags as a list. */
export function customerBody(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  const person: Record<string, unknown> = {};
  const company: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (PERSON_FIELDS.includes(name)) person[name === EMPLOYER ? 'company' : name] = value;
    else if (COMPANY_FIELDS.includes(name)) company[name] = value;
    else if (name === 'tags') body['tags'] = tagsOf(value);
    else body[name] = value;
  }
  // the form asks for the profile of the chosen type only; what was typed before the type was changed is not sent
  if (values['type'] === 'person') for (const name of Object.keys(company)) delete company[name];
  if (values['type'] === 'company') for (const name of Object.keys(person)) delete person[name];
  // an empty form of the other kind is not a profile
  if (Object.values(person).some(isGiven) || (Object.keys(person).length && values['type'] === undefined)) body['person'] = person;
  if (Object.values(company).some(isGiven) || (Object.keys(company).length && values['type'] === undefined)) body['company'] = company;
  return body;
}

/** The API's shape for what the flat form sends. */
export const flat = <S extends z.ZodType>(body: S) => z.preprocess((values) => customerBody(values as Record<string, unknown>), body);

const isGiven = (value: unknown) => value !== null && value !== undefined && value !== '';

/** `意向强, 周末班` in whatever separators people use. */
export const tagsOf = (value: unknown): unknown =>
  typeof value === 'string'
    ? value
        .split(/[,，、;；\n]/)
        .map((tag) => tag.trim())
        .filter(Boolean)
    : (value ?? []);

/** A customer as one flat row of a screen. */
export function customerRow(view: Partial<CustomerView>): AdminRow {
  const { person, company, tags, ownerId, ownerName, ...row } = view;
  const { company: employer, ...profile } = person ?? {};
  return {
    ...row,
    id: view.id!,
    ...profile,
    ...(person ? { [EMPLOYER]: employer } : {}),
    ...(company ?? {}),
    ...(tags ? { tags: tags.join(', ') } : {}),
    ...('ownerId' in view ? { ownerId: ownerId ? { id: ownerId, title: ownerName ?? String(ownerId) } : null } : {}),
  };
}
