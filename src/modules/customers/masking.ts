/** What everyone but the owner and his managers sees of the ways to reach a customer (spec 01, Data). Null stays null. */

type Masked<T> = T extends string ? string : null;

/** `+8613800138000` → `138****8000`; a foreign number keeps its plus: `+165****0000`. */
export function maskPhone<T extends string | null>(phone: T): Masked<T> {
  if (phone === null) return null as Masked<T>;
  const rest = phone.replace(/^\+86/, '');
  const shown = rest.startsWith('+') ? 4 : 3;
  return (rest.length < 8 ? `${rest.slice(0, 1)}****` : `${rest.slice(0, shown)}****${rest.slice(-4)}`) as Masked<T>;
}

/** `123456789` → `12****89`. */
export function maskNumber<T extends string | null>(value: T): Masked<T> {
  if (value === null) return null as Masked<T>;
  return (value.length < 5 ? `${value.slice(0, 1)}****` : `${value.slice(0, 2)}****${value.slice(-2)}`) as Masked<T>;
}

/** `zhang@example.com` → `z****@example.com`. */
export function maskEmail<T extends string | null>(email: T): Masked<T> {
  if (email === null) return null as Masked<T>;
  const at = email.lastIndexOf('@');
  return (at < 1 ? '****' : `${email.slice(0, 1)}****${email.slice(at)}`) as Masked<T>;
}

const MASKS: ReadonlyMap<string, (value: string) => string> = new Map([
  ['phone', maskPhone<string>],
  ['qq', maskNumber<string>],
  ['wechat', maskNumber<string>],
  ['email', maskEmail<string>],
  ['address', () => '****'],
  ['person.emergencyContactPhone', maskPhone<string>],
]);

/** A customer's field, or what stands in it, as a change names it (`person` with its fields, `person.emergencyContactPhone`); whatever is no contact data stays. */
export function maskField(field: string, value: unknown): unknown {
  if (typeof value === 'string') return MASKS.get(field)?.(value) ?? value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, maskField(`${field}.${name}`, one)]));
}

/** `110101199001011234` → `110***********1234`. */
export function maskIdNumber(idNumber: string): string {
  return idNumber.length < 8
    ? '*'.repeat(idNumber.length)
    : `${idNumber.slice(0, 3)}${'*'.repeat(idNumber.length - 7)}${idNumber.slice(-4)}`;
}
