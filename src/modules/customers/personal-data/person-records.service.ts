import { Injectable } from '@nestjs/common';
import { iso } from '../../../platform/context/clock.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Vault } from '../../../platform/vault/vault.js';
import { CustomerReach } from '../customer-reach.service.js';
import { idNumberPlace } from '../customer-record.js';
import { type Customer, customerNumber } from '../customer.entity.js';
import { isVisible } from '../customer.view.js';
import { maskField, maskPhone } from '../masking.js';
import { PROFILE_COLUMNS } from '../profile-columns.js';
import { PersonRepository, type Row } from './person.repository.js';

const COLUMNS = [
  'type',
  'name',
  'phone',
  'qq',
  'wechat',
  'email',
  'gender',
  'area',
  'address',
  'postCode',
  'website',
  'source',
  'status',
  'level',
  'satisfaction',
  'credit',
  'externalId',
  'doNotCall',
  'doNotMail',
  'notes',
  'createdAt',
] as const satisfies readonly (keyof Customer)[];

/** A person's own records, as far as the rules of whoever exports them show them: masks and hidden fields are those of every other door. */
@Injectable()
export class PersonRecords {
  constructor(
    private readonly people: PersonRepository,
    private readonly reach: CustomerReach,
    private readonly scope: Scope,
    private readonly vault: Vault,
  ) {}

  async of(ids: readonly number[]): Promise<Row[]> {
    if (!ids.length) return [];
    const [persons, companies] = [await this.people.profiles('person_profile', ids), await this.people.profiles('company_profile', ids)];
    const rows: Row[] = [];
    for (const record of await this.people.records(ids)) {
      const { field, full } = this.sight(record);
      const of = (profiles: readonly Row[]) => profiles.find(({ customerId }) => customerId === record.id);
      rows.push({
        number: customerNumber(record.id),
        ...Object.fromEntries(COLUMNS.filter(field).map((name) => [name, shown(record, name, full)])),
        ...(field('tags') ? { tags: (await this.people.tags([record.id])).map(({ name }) => name) } : {}),
        ...(field('courseIds') ? { courseIds: (await this.people.courses([record.id])).map(({ name }) => name) } : {}),
        ...(field('person') ? this.person(record, of(persons), full) : {}),
        ...(field('company') ? pick(of(companies), PROFILE_COLUMNS.company) : {}),
      });
    }
    return rows;
  }

  /** What the caller sees of whatever belongs to him. */
  async sightOf(id: number) {
    const [record] = await this.people.records([id]);
    const { field, full } = this.sight(record!);
    return {
      field,
      value: (name: string, value: unknown) => (full ? value : maskField(name, value)),
      contacts: this.scope.can('read', 'Contact', record),
      interactions: this.scope.can('read', 'Interaction', record),
      owners: field('ownerId') && field('ownedSince'),
      contact: (row: Row): Row =>
        full
          ? row
          : { ...row, mobile: maskPhone(row['mobile'] as string | null), officePhone: maskPhone(row['officePhone'] as string | null) },
    };
  }

  private sight(record: Customer) {
    const fields = this.reach.limitsFields() ? this.reach.fields(record) : undefined;
    return { field: (name: string) => !fields || isVisible(name, fields), full: this.reach.sight()(record) };
  }

  /** The whole ID number goes only to those who may see it. */
  private person(record: Customer, profile: Row | undefined, full: boolean): Row {
    if (!profile) return {};
    const { company, emergencyContactPhone, ...rest } = pick(profile, PROFILE_COLUMNS.person);
    const sealed = profile['idNumberSealed'];
    const whole = typeof sealed === 'string' && this.scope.can('reveal-id-number', 'Customer', record);
    return {
      ...rest,
      employer: company,
      emergencyContactPhone: full ? emergencyContactPhone : maskPhone(emergencyContactPhone as string | null),
      idNumber: whole ? this.vault.decrypt(sealed, idNumberPlace(record.id)) : profile['idNumberMasked'],
    };
  }
}

const pick = (row: Row | undefined, names: readonly string[]): Record<string, unknown> =>
  row ? Object.fromEntries(names.map((name) => [name, row[name] ?? null])) : {};

function shown(record: Customer, name: (typeof COLUMNS)[number], full: boolean): unknown {
  const value = record[name];
  if (name === 'createdAt') return iso(Number(value));
  if (name === 'doNotCall' || name === 'doNotMail') return Boolean(value);
  return full ? value : maskField(name, value);
}
