import type { Text } from '../../../platform/context/language.js';
import type { ColumnType } from '../../../platform/spreadsheets/write-options.js';
import { CUSTOMER_PROPERTIES } from '../customer-screen.js';
import type { CustomerItem } from '../customer.view.js';
import { PROFILE_COLUMNS } from '../profile-columns.js';

/** What a row of the workbook is made from: the list's item as the caller may see it, and what else was asked for. */
export interface ExportRow {
  readonly item: Partial<CustomerItem>;
  readonly full: boolean;
  readonly more: Readonly<Record<string, unknown>>;
  readonly person: Readonly<Record<string, unknown>>;
  readonly company: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly courses: readonly string[];
}

export interface ExportColumn {
  readonly name: string;
  readonly label: Text;
  /** Whose permission decides. */
  readonly field: string;
  readonly type: ColumnType;
  readonly width: number;
  /** Where its value stands. */
  readonly from: 'item' | 'more' | 'person' | 'company' | 'tags' | 'courses';
  readonly key: string;
  /** Codes become words. */
  readonly choices?: readonly { value: string; label: Text }[];
  readonly dictionary?: string;
}

const text = (zh: string, en: string): Text => ({ 'zh-CN': zh, en });
const MORE = ['address', 'postCode', 'website', 'externalId', 'notes'];
const WIDTHS: Readonly<Record<string, number>> = { name: 20, notes: 48, address: 32, email: 28, tags: 24, courseIds: 24 };

/** In the order of the workbook; the ID number is never one. */
const NAMES = [
  'number',
  'name',
  'type',
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
  'courseIds',
  'tags',
  'level',
  'satisfaction',
  'credit',
  'status',
  'holding',
  'ownerId',
  'ownedSince',
  'lastFollowUpAt',
  'reclaimAt',
  'createdAt',
  'externalId',
  'doNotCall',
  'doNotMail',
  'notes',
] as const;
const PERSON = PROFILE_COLUMNS.person.map((column) => (column === 'company' ? 'employer' : column));
const COMPANY = PROFILE_COLUMNS.company;
export const EXPORT_NAMES = [...NAMES, ...PERSON, ...COMPANY] as const;
/** What a workbook has where nothing else is asked for. */
export const USUAL_NAMES: readonly string[] = [...NAMES, 'education', 'employer'];

const FROM: Readonly<Record<string, ExportColumn['from']>> = { tags: 'tags', courseIds: 'courses' };
const KEYS: Readonly<Record<string, string>> = { ownerId: 'ownerName', employer: 'company' };
const YES_NO = [
  { value: 'true', label: text('是', 'yes') },
  { value: 'false', label: text('', '') },
];

export const EXPORT_COLUMNS: ReadonlyMap<string, ExportColumn> = new Map(EXPORT_NAMES.map((name) => [name, columnOf(name)]));

function columnOf(name: string): ExportColumn {
  const property = CUSTOMER_PROPERTIES.find((p) => p.name === name)!;
  const profile = (PERSON as readonly string[]).includes(name)
    ? 'person'
    : (COMPANY as readonly string[]).includes(name)
      ? 'company'
      : undefined;
  const choices = property.type === 'boolean' ? YES_NO : property.choices;
  return {
    name,
    label: property.label,
    field: name === 'number' ? 'id' : (property.field ?? name),
    type: property.type === 'instant' ? 'dateTime' : 'text',
    width: WIDTHS[name] ?? 16,
    from: profile ?? FROM[name] ?? (MORE.includes(name) ? 'more' : 'item'),
    key: KEYS[name] ?? name,
    ...(choices ? { choices } : {}),
    ...(property.dictionary ? { dictionary: property.dictionary } : {}),
  };
}
