import { z } from 'zod';
import { isDay } from '../context/business-time.js';
import { parseInstant } from '../context/clock.js';
import { defineRules } from './validation-messages.js';

/** Zod pieces that every module's shapes are made of. Strings are trimmed; no defaults (they would survive `.partial()`). */

/** Marks of direction, joiners and fillers are characters that nobody sees. */
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;
/** Whether anybody sees something of it: a name of nothing else is none. For `.refine(…, INVISIBLE)`; that it is not empty is another rule. */
export const isVisibleText = (text: string): boolean => text === '' || VISIBLE.test(text);
export const INVISIBLE = { error: 'text.invisible' };
/** What is empty to whoever reads it is null: for fields that may be absent. */
export const blankIsNull = (v: unknown) => (typeof v === 'string' && !VISIBLE.test(v) && !/[^\P{Cc}\s]/u.test(v) ? null : v);

defineRules({
  'text.invisible': { 'zh-CN': '必填：不能只有看不见的字符', en: 'Required: nothing of this can be seen' },
  'instant.far': { 'zh-CN': '时间应在 1970 年至 2099 年之间', en: 'A time lies between 1970 and 2099' },
});

/** They turn the text around them: what is kept would read otherwise than what was typed, in every list beside it. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/g;
/** Without marks that embed or override a direction; those of single letters belong to how some scripts are written. */
export const plainDirection = (text: string): string => text.replace(TURNING, '').trim();

/** Required text for people. Control characters (but line breaks and tabs) are refused, and text of which nothing can be seen. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(/^(?:\P{Cc}|[\n\r\t])*$/u)
    .refine((v) => min === 0 || isVisibleText(v), INVISIBLE)
    .overwrite(plainDirection);

/** Text that may be absent; the empty string means null. */
export const optionalText = (max: number) => z.preprocess(blankIsNull, text(max).nullable()).optional();

/** For a rule about several fields (`.refine(…, { when: allRight('fromDay', 'toDay') })`): it is asked where these are right, whatever is wrong with others. */
export const allRight =
  (...fields: string[]) =>
  ({ issues }: z.core.ParsePayload): boolean =>
    issues.every(({ code, path }) => code === 'unrecognized_keys' || (!!path?.length && !fields.includes(String(path[0]))));

const EARLIEST = Date.UTC(1970, 0, 2);
const LATEST = Date.UTC(2100, 0, 1);

export const id = () => z.int().min(1).max(2_147_483_647);
export const idParam = () => z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) });
export const optionalId = () => id().nullable().optional();
export const version = () => z.int().min(1).optional();
export const day = () => z.string().refine(isDay, { error: 'day.invalid' });
/** ISO 8601 → milliseconds since the epoch. */
export const instant = () =>
  z
    .string()
    .refine((v) => Number.isFinite(parseInstant(v)), { error: 'instant.invalid' })
    .transform(parseInstant);
/** An instant that people plan for or look back on: no year that can only be a slip. */
export const nearInstant = () => instant().refine((at) => at >= EARLIEST && at < LATEST, { error: 'instant.far' });
export const cents = () => z.int().min(0).max(100_000_000_000);
export const email = () =>
  z
    .email({ error: 'email.invalid' })
    .max(190)
    .transform((v) => v.toLowerCase());

/** Query strings: one value or several (`?tag=1&tag=2` or `?tag=1,2`). */
export const listOf = <S extends z.ZodType>(item: S) =>
  z.preprocess(
    (v) =>
      v === undefined ? v : (Array.isArray(v) ? v : [v]).flatMap((x) => (typeof x === 'string' ? x.split(',').filter(Boolean) : [x])),
    z.array(item).max(100).optional(),
  );
export const flagParam = () => z.stringbool().optional();
export const intParam = (min = 0, max = 2_147_483_647) => z.coerce.number().int().min(min).max(max).optional();
