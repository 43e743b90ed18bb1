import { formats, type Format } from './number-format.js';
import { serialDuration, serialMoment } from './serial-date.js';

/** Spreadsheets calculate with 15 significant digits; more is noise (0.30000000000000004). */
const SIGNIFICANT_DIGITS = 15;

/** A number as a person sees it: never in scientific notation (13800138000), no trailing `.0`, no binary noise. Else the text itself. */
export function plainNumber(raw: string): string {
  if (/^-?[1-9]\d*$/.test(raw) || raw === '0') return raw;
  const value = Number(raw);
  if (!Number.isFinite(value) || raw.trim() === '') return raw;
  return withoutExponent(String(Number(value.toPrecision(SIGNIFICANT_DIGITS))));
}

function withoutExponent(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return text === '-0' ? '0' : text;
  const shift = Number(exponent);
  const digits = whole + fraction;
  if (shift < 0) return `${sign}0.${'0'.repeat(-shift - 1)}${digits}`;
  return sign + digits.padEnd(shift + 1, '0');
}

/** A numeric cell by its format: days as `YYYY-MM-DD`, moments as `YYYY-MM-DD HH:mm:ss`, times as `HH:mm:ss`, percentages as the number. */
export function numberText(raw: string, format: Format, is1904: boolean): string {
  if (format === formats.general) return plainNumber(raw);
  const value = Number(raw);
  if (format >= formats.padded)
    return Number.isInteger(value) && value >= 0 ? plainNumber(raw).padStart(format - formats.padded, '0') : plainNumber(raw);
  if (!Number.isFinite(value)) return raw;
  if (format === formats.duration) return serialDuration(value);
  const moment = serialMoment(value, is1904);
  if (moment === null) return plainNumber(raw);
  if (format === formats.date) return moment.day;
  if (format === formats.time && value < 1) return moment.time;
  // A time format on a whole day: what was meant is the day.
  if (format === formats.time && Number.isInteger(value)) return moment.day;
  return `${moment.day} ${moment.time}`;
}

/** A cell that holds an ISO 8601 date (strict workbooks): the same shapes. */
export function isoCellText(raw: string, format: Format): string {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d:\d\d)(?:\.\d+)?Z?)?$/.exec(raw) ?? [];
  if (day === undefined) return raw;
  const wantsTime = format === formats.dateTime || (format !== formats.date && time !== undefined && time !== '00:00:00');
  return wantsTime ? `${day} ${time ?? '00:00:00'}` : day;
}
