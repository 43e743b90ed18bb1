/** What a number format makes of a number. `padded + n`: filled with zeros to n digits, as student numbers and postal codes are. */
export const formats = { general: 0, date: 1, dateTime: 2, time: 3, duration: 4, padded: 100 } as const;
export type Format = number;

const MAX_PADDING = 30;

// Ids whose code is not in the file. 27–36 and 50–58 are the East Asian ones; 32–35, 55 and 56 are times in Chinese.
const BUILTIN: [from: number, to: number, format: Format][] = [
  [14, 17, formats.date],
  [18, 21, formats.time],
  [22, 22, formats.dateTime],
  [27, 31, formats.date],
  [32, 35, formats.time],
  [36, 36, formats.date],
  [45, 45, formats.time],
  [46, 46, formats.duration],
  [47, 47, formats.time],
  [50, 54, formats.date],
  [55, 56, formats.time],
  [57, 58, formats.date],
];

/** The format of a number format id; `code` where the file declares one, which then counts. */
export function formatOf(id: number, code: string | undefined): Format {
  if (code !== undefined) return formatOfCode(code);
  return BUILTIN.find(([from, to]) => id >= from && id <= to)?.[2] ?? formats.general;
}

/** Reads a code such as `yyyy"年"m"月"d"日"`, `[$-804]h:mm AM/PM;@` or `#,##0.00_ `; only its first section counts. */
export function formatOfCode(code: string): Format {
  const symbols = code.replace(/"[^"]*"?|\\.|[_*]./gsu, '');
  if (/\[(?:h+|m+|s+)\]/i.test(symbols)) return formats.duration;
  const section = symbols
    .replace(/\[[^\]]*\]/g, '')
    .split(';', 1)[0]!
    .trim()
    .toLowerCase();
  if (/^0{2,}$/.test(section)) return formats.padded + Math.min(section.length, MAX_PADDING);
  if (section.includes('general') || section.includes('standard')) return formats.general;
  const letters = section.replace(/am\/pm|a\/p/g, '').replace(/s\.0+/g, 's');
  if (/[0#?]/.test(letters)) return formats.general;
  const time = /[hs]/.test(letters);
  // An `m` beside hours or seconds is minutes.
  const day = /[yd]|aaa/.test(letters) || (!time && letters.includes('m'));
  if (day) return time ? formats.dateTime : formats.date;
  return time ? formats.time : formats.general;
}
