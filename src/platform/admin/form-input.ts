import { type BusinessTime, isDay } from '../context/business-time.js';
import { iso, parseInstant } from '../context/clock.js';
import type { Fault } from '../errors/domain-error.js';
import type { AdminProperty } from './admin-resource.js';

/** What a form sent, by property: the fields of AdminJS are flat (`tags.0`, `tags.1`). */
export type Form = ReadonlyMap<string, unknown>;
export type Refuse = (path: string, code: string) => void;

const MARKS: Readonly<Record<string, unknown>> = {
  __FORM_VALUE_NULL__: null,
  __FORM_VALUE_EMPTY_OBJECT__: null,
  __FORM_VALUE_EMPTY_ARRAY__: [],
};
export const unmark = (value: unknown): unknown => (typeof value === 'string' && Object.hasOwn(MARKS, value) ? MARKS[value] : value);

/** Collects `tags.0`, `tags.1` under `tags`; every other name stays as it came. */
export function readForm(payload: Readonly<Record<string, unknown>>, lists: ReadonlySet<string>): Form {
  const form = new Map<string, unknown>();
  for (const [key, raw] of Object.entries(payload)) {
    const value = unmark(raw);
    const [base = '', index, ...rest] = key.split('.');
    if (index === undefined || rest.length || !lists.has(base) || !/^\d{1,4}$/.test(index)) {
      form.set(key, value);
      continue;
    }
    const list = form.get(base);
    if (Array.isArray(list)) list.push(value);
    else form.set(base, [value]);
  }
  return form;
}

const empty = (value: unknown) => value === undefined || value === null || value === '';

function cents(value: unknown): number {
  const match = /^(-?)(\d{1,11})(?:\.(\d{1,2}))?$/.exec(String(value).trim().replace(/^¥/, '').replaceAll(',', ''));
  if (!match) return Number.NaN;
  const amount = Number(match[2]) * 100 + Number((match[3] ?? '').padEnd(2, '0'));
  return match[1] ? -amount : amount;
}

/** `2026-03-01T09:30` (business time) or ISO 8601 with a zone → ISO 8601 UTC. */
export function isoOf(value: unknown, time: BusinessTime): string | undefined {
  const text = String(value).trim();
  const local = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::\d{2})?$/.exec(text);
  const at =
    local && isDay(local[1]!) && Number(local[2]) < 24 && Number(local[3]) < 60
      ? time.at(local[1]!, Number(local[2]), Number(local[3]))
      : parseInstant(text);
  return Number.isFinite(at) ? iso(at) : undefined;
}

const idOf = (value: unknown): number => (/^[1-9]\d{0,9}$/.test(String(value)) ? Number(value) : Number.NaN);

/** One field of a form as the API's body takes it; `refuse` names what cannot be read. */
export function valueOf(property: AdminProperty, value: unknown, time: BusinessTime, refuse: Refuse): unknown {
  const { name, type } = property;
  if (type === 'boolean') {
    if (value === true || value === 'true' || value === 'on') return true;
    if (empty(value) || value === false || value === 'false') return false;
    return refuse(name, 'choice.invalid');
  }
  if (type === 'references') {
    const ids = (Array.isArray(value) ? value : empty(value) ? [] : [value]).map(idOf);
    return ids.some((id) => !Number.isFinite(id)) ? refuse(name, 'reference.invalid') : ids;
  }
  if (empty(value)) return null;
  if (typeof value === 'object' && type !== 'json') return refuse(name, 'invalid');
  const numeric = (read: (v: unknown) => number, wrong: string) => {
    const number = read(value);
    return Number.isFinite(number) ? number : refuse(name, wrong);
  };
  switch (type) {
    case 'number':
      return numeric((v) => (String(v).trim() === '' ? Number.NaN : Number(v)), 'number.invalid');
    case 'money':
      return numeric(cents, 'money.invalid');
    case 'reference':
      return numeric(idOf, 'reference.invalid');
    case 'day':
      return isDay(String(value).slice(0, 10)) ? String(value).slice(0, 10) : refuse(name, 'day.invalid');
    case 'instant':
      return isoOf(value, time) ?? refuse(name, 'instant.invalid');
    case 'json':
      try {
        return typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
      } catch {
        return refuse(name, 'format.invalid');
      }
    case 'choice':
      if (property.choices && !property.choices.some((c) => c.value === String(value))) return refuse(name, 'choice.invalid');
      return String(value);
    default:
      return String(value);
  }
}

/** Every field that is wrong, with its text. */
export function faultCollector(text: (code: string) => string): { faults: Fault[]; refuse: Refuse } {
  const faults: Fault[] = [];
  return { faults, refuse: (path, code) => void faults.push({ path, code, message: text(code) }) };
}
