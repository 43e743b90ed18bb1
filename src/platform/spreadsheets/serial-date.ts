const SECONDS_A_DAY = 86_400;
/** 9999-12-31: what lies behind is shown as ####. */
const LAST_SERIAL_1900 = 2_958_465;
/** Days between the two systems' zero. */
const FROM_1904_TO_1900 = 1_462;
/** The serial (1900 system) of 1970-01-01. */
const EPOCH_SERIAL = 25_569;

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

/** Year, month and day of a count of days since 1970-01-01, in the proleptic Gregorian calendar. */
export function dayOf(epochDays: number): string {
  // Counted in eras of 400 years that begin on 1 March, so that the leap day is the last of its year.
  const days = epochDays + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** The opposite of `dayOf`; NaN when there is no such day. */
export function epochDaysOf(day: string): number {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined) return Number.NaN;
  const y = Number(year) - (Number(month) <= 2 ? 1 : 0);
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const ofYear = Math.floor((153 * (Number(month) + (Number(month) > 2 ? -3 : 9)) + 2) / 5) + Number(date) - 1;
  const days = era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear - 719_468;
  return dayOf(days) === day ? days : Number.NaN;
}

function timeOf(seconds: number): string {
  return `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** A spreadsheet's day number as day and time, rounded to the second; null where a spreadsheet would show ####. */
export function serialMoment(serial: number, is1904: boolean): { day: string; time: string } | null {
  const seconds = Math.round((is1904 ? serial + FROM_1904_TO_1900 : serial) * SECONDS_A_DAY);
  const whole = Math.floor(seconds / SECONDS_A_DAY);
  if (!(serial >= 0) || whole > LAST_SERIAL_1900) return null;
  return { day: is1904 ? dayOf(whole - EPOCH_SERIAL) : dayOf1900(whole), time: timeOf(seconds - whole * SECONDS_A_DAY) };
}

/** The 1900 system has a day zero and a 29 February 1900 that never was; people see both. */
function dayOf1900(serial: number): string {
  if (serial === 0) return '1900-01-00';
  if (serial === 60) return '1900-02-29';
  return dayOf(serial - EPOCH_SERIAL + (serial < 60 ? 1 : 0));
}

/** Elapsed time, hours counted on: `36:30:00`. */
export function serialDuration(serial: number): string {
  const seconds = Math.round(Math.abs(serial) * SECONDS_A_DAY);
  return (serial < 0 ? '-' : '') + timeOf(seconds);
}

/** The day number (1900 system) of `YYYY-MM-DD` or `YYYY-MM-DD HH:mm:ss`; null for anything else and for days no spreadsheet shows right. */
export function toSerial(moment: string): number | null {
  const [, day = '', hours = '0', minutes = '0', seconds = '0'] =
    /^(\d{4}-\d\d-\d\d)(?:[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?$/.exec(moment) ?? [];
  const serial = epochDaysOf(day) + EPOCH_SERIAL;
  if (!(serial > 60)) return null;
  return serial + (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) / SECONDS_A_DAY;
}
