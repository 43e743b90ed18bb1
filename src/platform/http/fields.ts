import { z } from 'zod';
import { isDay } from '../context/business-time.js';
import { parseInstant } from '../context/clock.js';

/** Zod pieces that every module's shapes are made of. Strings are trimmed; no defaults (they would survive `.partial()`). */

/** Required text for people. Control characters (but line breaks and tabs) are refused. */
export const text = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(/^(?:\P{Cc}|[\n\r\t])*$/u);

/** Text that may be absent; the empty string means null. */
export const optionalText = (max: number) =>
  z.preprocess((v) => (typeof v === 'string' && v.trim() === '' ? null : v), text(max).nullable()).optional();

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
