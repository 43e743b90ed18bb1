import type { BusinessTime } from '../context/business-time.js';
import { parseInstant } from '../context/clock.js';
import type { Language } from '../context/language.js';
import type { AdminPlace, AdminProperty } from './admin-resource.js';
import type { AdminRow } from './admin-source.js';

/** A value as the screens carry it: flat, and a text where the type is richer than a form field. */
export type Params = Record<string, unknown>;
export interface Links {
  /** Titles by `resource/id`. */
  readonly titles: ReadonlyMap<string, string>;
  /** Whether the caller may open that resource. */
  readonly opens: (resource: string) => boolean;
}
export const NO_LINKS: Links = { titles: new Map(), opens: () => false };
type Linked = { id: number; title: string | undefined };

const READ_ONLY: readonly AdminPlace[] = ['list', 'show'];
export const placesOf = (property: AdminProperty): readonly AdminPlace[] =>
  property.name === 'id' || property.value
    ? (property.in ?? READ_ONLY).filter((place) => READ_ONLY.includes(place))
    : (property.in ??
      (property.type === 'password'
        ? ['new', 'edit']
        : property.type === 'json' || property.type === 'text'
          ? ['show', 'new', 'edit']
          : ['list', 'show', 'new', 'edit']));

/** A row with what its resource works out from it. */
export const workedOut = (row: AdminRow, properties: readonly AdminProperty[], language: Language): AdminRow => ({
  ...row,
  ...Object.fromEntries(properties.flatMap(({ name, value }) => (value ? [[name, value(row, language)]] : []))),
});

/** References of a row: ids with the titles that the row carries. */
export function linksOf(property: AdminProperty, row: AdminRow): Linked[] {
  const value = row[property.name];
  const all = Array.isArray(value) ? (value as unknown[]) : [value];
  return all.flatMap((one): Linked[] => {
    if (one === null || one === undefined || one === '') return [];
    if (typeof one !== 'object') return [{ id: Number(one), title: undefined }];
    const { id, title, name } = one as { id: number; title?: string; name?: string };
    return [{ id: Number(id), title: title ?? name }];
  });
}

const millisOf = (value: unknown): number =>
  typeof value === 'number' ? value : typeof value === 'string' ? parseInstant(value) : Number.NaN;

/** Integer cents as yuan: `1234.50`, or `¥1,234.50` for reading. */
export function yuan(cents: unknown, forReading: boolean): string | null {
  if (cents === null || cents === undefined || cents === '') return null;
  const value = Number(cents);
  if (!Number.isSafeInteger(value)) return String(cents);
  const digits = String(Math.abs(value)).padStart(3, '0');
  const whole = digits.slice(0, -2);
  const sign = value < 0 ? '-' : '';
  return forReading ? `${sign}¥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}` : `${sign}${whole}.${digits.slice(-2)}`;
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((v) => (typeof v === 'object' ? JSON.stringify(v) : String(v))).join(', ');
  if (value && typeof value === 'object') return JSON.stringify(value);
  return value;
}

/** One property of a row as the client receives it; nothing but the given properties ever leaves. */
export function paramOf(property: AdminProperty, row: AdminRow, place: AdminPlace, time: BusinessTime, links: Links): Params {
  const { name, type } = property;
  const value = row[name];
  const reading = place === 'list' || place === 'show';
  switch (type) {
    case 'password':
      return {};
    case 'instant': {
      const at = millisOf(value);
      return { [name]: Number.isFinite(at) ? time.format(at, reading ? 'yyyy-LL-dd HH:mm' : "yyyy-LL-dd'T'HH:mm") : null };
    }
    case 'money':
      return { [name]: yuan(value, reading) };
    case 'boolean':
      return { [name]: value === null || value === undefined ? null : reading ? String(Boolean(value)) : Boolean(value) };
    case 'json':
      return { [name]: value === null || value === undefined ? null : JSON.stringify(value, null, 2) };
    case 'reference':
      return { [name]: linksOf(property, row)[0]?.id ?? null };
    case 'references': {
      const linked = linksOf(property, row);
      if (reading)
        return { [name]: linked.map((l) => l.title ?? links.titles.get(`${property.reference}/${l.id}`) ?? `#${l.id}`).join(' · ') };
      return linked.length ? Object.fromEntries(linked.map((l, i) => [`${name}.${i}`, l.id])) : { [name]: [] };
    }
    default:
      return { [name]: plain(value) ?? null };
  }
}
