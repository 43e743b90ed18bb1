import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** Full-width forms (`１３８`, `＋８６`, `（`) as their ASCII twins; ideographic and no-break spaces as a blank. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00A0\u2000-\u200B\uFEFF]/g, ' ');
}

/** Joiners, fillers, marks of direction and of where words break: nobody sees them. */
const UNSEEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;

/**
 * The one form in which what tells people apart (phone, QQ, WeChat, e-mail, external id) is kept and compared: without what nobody sees, and full-width
 * and other compatible characters as their plain twins.
 */
export const keyText = (text: string): string => text.replace(UNSEEN, '').normalize('NFKC');

/** Dashes of every script stand between digits in numbers that people type; a wave may mean a range, and is left alone. */
const DASHES = /[\u2010-\u2015\u2212\u30FC\uFE58\uFE63]/g;

/** Numbers of the mobile networks as most people type them: what the library says of every one of them is known (phone.spec.ts). */
const ORDINARY_MOBILE = /^1(?:[38]\d|4[57]|5[0-35-9]|6[25-7]|7[0-35-8]|9[0-35-9])\d{8}$/;

/**
 * A phone number as E.164 with China as the default region, so that `138 0013 8000`, `+86-13800138000` and `１３８００１３８０００`
 * are one number (REQ-D20). @returns undefined for what is no phone number that exists.
 */
export function phoneE164(input: string): string | undefined {
  return ORDINARY_MOBILE.test(input) ? `+86${input}` : phoneByLibrary(input);
}

/** The same without the short cut, which saves most of an import's time. */
export function phoneByLibrary(input: string): string | undefined {
  const typed = keyText(input).replace(DASHES, '-').trim();
  if (!/^[+\d(][\d\s().\-/+]*$/.test(typed) || typed.lastIndexOf('+') > 0) return undefined;
  for (const candidate of candidates(typed)) {
    const parsed = parsePhoneNumberFromString(candidate, { defaultCountry: 'CN', extract: false });
    if (parsed?.isValid() && !parsed.ext) return parsed.number;
  }
  return undefined;
}

/** `86138…` and `0086138…` are Chinese numbers written with their country, which the default region alone would refuse. */
function candidates(typed: string): string[] {
  const digits = typed.replace(/\D/g, '');
  const others = typed.startsWith('+')
    ? []
    : digits.startsWith('00')
      ? [`+${digits.slice(2)}`]
      : digits.startsWith('86')
        ? [`+${digits}`]
        : [];
  return [typed, ...others];
}

/** 5 to 12 digits, however spaced; undefined for anything else (REQ-D2). */
export function qqNumber(input: string): string | undefined {
  const digits = keyText(input).replace(/\s/g, '');
  return /^[1-9]\d{4,11}$/.test(digits) ? digits : undefined;
}

/** Trimmed, as keys are kept, in lower case; undefined when it is no address. */
export function emailAddress(input: string): string | undefined {
  const address = keyText(input).trim().toLowerCase();
  return address.length <= 190 && /^[^\s@"<>(),;:\\]+@[^\s@"<>(),;:\\.]+(\.[^\s@"<>(),;:\\.]+)+$/.test(address) ? address : undefined;
}

/** What begins a stored number, from what somebody has typed of one: `138 00` → `+8613800`. Undefined when it is no digits. */
export function phonePrefix(input: string): string | undefined {
  const typed = keyText(input)
    .replace(DASHES, '-')
    .replace(/[\s().\-/]/g, '');
  if (!/^\+?\d{2,15}$/.test(typed)) return undefined;
  if (typed.startsWith('+')) return typed;
  if (typed.startsWith('00')) return `+${typed.slice(2)}`;
  return `+86${typed.replace(/^0/, '')}`;
}
