import { iso } from '../../platform/context/clock.js';
import { customerNumber, type Customer } from './customer.entity.js';
import type { CompanyProfile, PersonProfile } from './profile.entity.js';
import { maskEmail, maskNumber, maskPhone } from './masking.js';

/** A customer as the list's SQL hands him out. */
export type ListRow = Pick<
  Customer,
  | 'id'
  | 'type'
  | 'name'
  | 'phone'
  | 'qq'
  | 'wechat'
  | 'email'
  | 'gender'
  | 'area'
  | 'source'
  | 'status'
  | 'level'
  | 'satisfaction'
  | 'credit'
  | 'holding'
  | 'holdingSince'
  | 'ownerId'
  | 'departmentId'
  | 'ownedSince'
  | 'lastFollowUpAt'
  | 'followUpDueOn'
  | 'dealDueOn'
  | 'reclaimAt'
  | 'lockedUntil'
  | 'lostReason'
  | 'createdById'
  | 'createdAt'
  | 'updatedAt'
  | 'version'
> & { doNotCall: boolean | number; doNotMail: boolean | number };

export type CustomerItem = ReturnType<typeof customerItem>;

/** One row of a list. `full`: whether the caller sees contact data as it is. */
export function customerItem(row: ListRow, ownerName: string | null, full: boolean) {
  return {
    id: row.id,
    number: customerNumber(row.id),
    type: row.type,
    name: row.name,
    phone: full ? row.phone : maskPhone(row.phone),
    qq: full ? row.qq : maskNumber(row.qq),
    wechat: full ? row.wechat : maskNumber(row.wechat),
    email: full ? row.email : maskEmail(row.email),
    masked: !full,
    gender: row.gender,
    area: row.area,
    source: row.source,
    status: row.status,
    level: row.level,
    satisfaction: row.satisfaction,
    credit: row.credit,
    doNotCall: !!row.doNotCall,
    doNotMail: !!row.doNotMail,
    holding: row.holding,
    holdingSince: iso(row.holdingSince),
    ownerId: row.ownerId,
    ownerName,
    departmentId: row.departmentId,
    ownedSince: iso(row.ownedSince),
    lastFollowUpAt: iso(row.lastFollowUpAt),
    followUpDueOn: row.followUpDueOn,
    dealDueOn: row.dealDueOn,
    reclaimAt: iso(row.reclaimAt),
    lockedUntil: row.lockedUntil,
    lostReason: row.lostReason,
    createdById: row.createdById,
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
    version: row.version,
  };
}

/** Properties that go with another field's permission. */
const GOES_WITH: Readonly<Record<string, string>> = {
  holdingSince: 'holding',
  ownerName: 'ownerId',
  followUpDueOn: 'reclaimAt',
  dealDueOn: 'reclaimAt',
  lockedUntil: 'reclaimAt',
  deadline: 'reclaimAt',
  lostReason: 'status',
};
const ALWAYS = new Set(['id', 'number', 'masked', 'version', 'updatedAt', 'createdById']);

export const isVisible = (key: string, fields: ReadonlySet<string>): boolean => ALWAYS.has(key) || fields.has(GOES_WITH[key] ?? key);

/** Only what the caller's role may see; the rest is not there at all. */
export function visibleOnly<T extends object>(view: T, fields: ReadonlySet<string>): Partial<T> {
  return Object.fromEntries(
    Object.entries(fields.has('type') ? view : bothProfiles(view)).filter(([key]) => isVisible(key, fields)),
  ) as Partial<T>;
}

/** Which of the two profiles a detail has tells what he is: whoever may not hear it gets both, one of them empty. */
const bothProfiles = <T extends object>(view: T): T =>
  'person' in view && 'company' in view
    ? { ...view, person: view.person ?? personView(null, true), company: view.company ?? companyView(null) }
    : view;

/** A customer's whole row. */
export type DetailRow = ListRow &
  Pick<Customer, 'address' | 'postCode' | 'website' | 'referredById' | 'externalId' | 'notes' | 'deletedAt' | 'deletedById'> & {
    ownerName: string | null;
    departmentName: string | null;
    createdByName: string | null;
  };

export interface Belongings {
  readonly person: PersonProfile | null;
  readonly company: CompanyProfile | null;
  readonly courseIds: readonly number[];
  readonly tags: readonly string[];
}
export type CustomerView = ReturnType<typeof customerView>;

export function customerView(row: DetailRow, full: boolean, { person, company, courseIds, tags }: Belongings) {
  return {
    ...customerItem(row, row.ownerName, full),
    address: full ? row.address : row.address && '****',
    postCode: row.postCode,
    website: row.website,
    referredById: row.referredById,
    externalId: row.externalId,
    notes: row.notes,
    departmentName: row.departmentName,
    createdByName: row.createdByName,
    courseIds,
    tags,
    person: row.type === 'person' ? personView(person, full) : null,
    company: row.type === 'company' ? companyView(company) : null,
  };
}

/** The ID number is never whole here: it is sealed, and shown by a reveal that is logged (REQ-D16). */
const personView = (p: PersonProfile | null, full: boolean) => ({
  education: p?.education ?? null,
  graduationSchool: p?.graduationSchool ?? null,
  major: p?.major ?? null,
  experience: p?.experience ?? null,
  workStatus: p?.workStatus ?? null,
  company: p?.company ?? null,
  salary: p?.salary ?? null,
  idNumber: p?.idNumberMasked ?? null,
  emergencyContactName: p?.emergencyContactName ?? null,
  emergencyContactPhone: full ? (p?.emergencyContactPhone ?? null) : maskPhone(p?.emergencyContactPhone ?? null),
});

const companyView = (p: CompanyProfile | null) => ({
  licenceNumber: p?.licenceNumber ?? null,
  legalRepresentative: p?.legalRepresentative ?? null,
  registeredCapital: p?.registeredCapital ?? null,
  annualTurnover: p?.annualTurnover ?? null,
  bank: p?.bank ?? null,
  bankAccount: p?.bankAccount ?? null,
  localTaxNumber: p?.localTaxNumber ?? null,
  nationalTaxNumber: p?.nationalTaxNumber ?? null,
  fax: p?.fax ?? null,
  staffCount: p?.staffCount ?? null,
});
