import { z } from 'zod';
import { blankIsNull, INVISIBLE, isVisibleText, plainDirection } from '../../platform/http/fields.js';
import { emailAddress, halfWidth, keyText, phoneE164, qqNumber } from './phone.js';

/** Pieces of customers' shapes. The empty string clears a field. */

const lineOf = (typed: z.ZodString, max: number) =>
  typed
    .trim()
    .min(1)
    .max(max)
    .regex(/^\P{Cc}*$/u, { error: 'line.invalid' })
    .refine(isVisibleText, INVISIBLE);
/** One line of text for people. */
export const line = (max: number) => lineOf(z.string(), max).overwrite(plainDirection);
export const optionalLine = (max: number) => z.preprocess(blankIsNull, line(max).nullable()).optional();
/** One line that tells people apart. */
export const optionalKey = (max: number) => z.preprocess(blankIsNull, lineOf(z.string().overwrite(keyText), max).nullable()).optional();
export const optionalChoice = <const V extends readonly [string, ...string[]]>(values: V) =>
  z.preprocess(blankIsNull, z.enum(values).nullable()).optional();

/** Text that is stored in another form than it may be typed in; one that has none is refused under `code`. */
const normalised = (normalise: (typed: string) => string | undefined, code: string) =>
  z
    .preprocess(
      blankIsNull,
      z
        .string()
        .max(200)
        .transform((typed, ctx) => {
          const stored = normalise(typed);
          if (stored === undefined) ctx.addIssue({ code: 'custom', message: code });
          return stored ?? '';
        })
        .nullable(),
    )
    .optional();

export const phoneField = () => normalised(phoneE164, 'phone.invalid');
export const qqField = () => normalised(qqNumber, 'qq.invalid');
export const emailField = () => normalised(emailAddress, 'email.invalid');
export const idNumberField = () => normalised(idNumber, 'id-number.invalid');

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A Chinese resident ID number with its check digit, or a passport-like document number of 5 to 20 letters and digits. */
function idNumber(typed: string): string | undefined {
  const number = halfWidth(typed).replace(/\s/g, '').toUpperCase();
  if (/^\d{17}[\dX]$/.test(number)) {
    const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(number[i]), 0);
    return '10X98765432'[sum % 11] === number[17] ? number : undefined;
  }
  return /^(?=.*[A-Z])[A-Z\d]{5,20}$/.test(number) ? number : undefined;
}
