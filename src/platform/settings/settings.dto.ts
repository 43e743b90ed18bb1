import { z } from 'zod';
import { iso } from '../context/clock.js';
import { type Language, say } from '../context/language.js';
import { day, id, text, version } from '../http/fields.js';
import type { InMemoryList } from '../http/list-in-memory.js';
import { listQuery } from '../http/list-query.js';
import type { CalendarDay } from './calendar-day.entity.js';
import type { DictionaryEntry, DictionaryView } from './dictionaries.js';
import type { SettingState } from './settings.js';

export const codeParam = z.strictObject({ code: z.string().min(1).max(100) });
export const settingList = listQuery({ sorts: ['group', 'code'], filters: { group: z.string().min(1).max(60).optional() } });
export const SETTINGS: InMemoryList<SettingState> = {
  sorts: { group: ({ definition }) => definition.group, code: ({ definition }) => definition.code },
  defaultSort: 'group',
  key: ({ definition }) => definition.code,
  texts: ({ definition }) => [definition.code, ...Object.values(definition.label)],
};
export const settingChange = z.strictObject({ value: z.unknown(), version: z.int().min(0).optional() });

export function settingView({ definition, value, version, updatedAt }: SettingState, language: Language) {
  const { code, group, label, help, initial, schema } = definition;
  return {
    code,
    group,
    label: say(label, language),
    help: help ? say(help, language) : null,
    value,
    initial,
    schema: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
    version,
    updatedAt: iso(updatedAt),
  };
}

export const itemParam = z.strictObject({ code: z.string().min(1).max(64), id: z.coerce.number().int().min(1).max(2_147_483_647) });
export const dictionaryList = listQuery({ sorts: ['code'], filters: {} });
export const DICTIONARIES: InMemoryList<DictionaryView> = {
  sorts: { code: ({ definition }) => definition.code },
  defaultSort: 'code',
  key: ({ definition }) => definition.code,
  texts: ({ definition }) => [definition.code, ...Object.values(definition.label)],
};
/** `all`: those that are not active any more, too. */
export const itemList = listQuery({ sorts: ['position', 'value'], filters: { all: z.stringbool().optional() } });
export const ITEMS: InMemoryList<DictionaryEntry> = {
  sorts: { position: (entry) => entry.position, value: (entry) => entry.value },
  defaultSort: 'position',
  key: (entry) => entry.id,
  texts: (entry) => [entry.value, ...Object.values(entry.label)],
};
/** A value stands in addresses and spreadsheets: no control characters, no commas. */
const value = () => text(40).regex(/^[\p{L}\p{N}_.:/+#-](?:[\p{L}\p{N}_.:/+# -]*[\p{L}\p{N}_.:/+#-])?$/u, { error: 'value.invalid' });
const position = () => z.int().min(1).max(100_000);
export const itemCreation = z.strictObject({ value: value(), labelZh: text(100), labelEn: text(100), position: position().optional() });
export const itemChange = z
  .strictObject({ labelZh: text(100), labelEn: text(100), active: z.boolean(), position: position() })
  .partial()
  .extend({ version: version() });
export const itemOrder = z.strictObject({ ids: z.array(id()).min(1).max(1000) });

export function itemView(entry: DictionaryEntry, language: Language) {
  const { id, value, label, active, position, version } = entry;
  return { id, value, label: say(label, language), labelZh: label['zh-CN'], labelEn: label.en, active, position, version };
}

export function dictionaryView({ id, definition, entries }: DictionaryView, language: Language) {
  return { id, code: definition.code, label: say(definition.label, language), items: entries.filter((entry) => entry.active).length };
}

const year = () => z.coerce.number().int().min(2000).max(2100);
export const yearParam = z.strictObject({ year: year() });
export const dayParam = z.strictObject({ day: day() });
export const calendarList = listQuery({ sorts: ['day'], filters: { year: year().optional() } });
export const DAYS: InMemoryList<CalendarDay> = {
  sorts: { day: ({ day: at }) => at },
  defaultSort: 'day',
  key: ({ day: at }) => at,
  texts: ({ name }) => [name],
};
const kind = () => z.enum(['holiday', 'workday']);
export const dayChange = z.strictObject({ kind: kind(), name: text(64) });
export const yearUpload = z
  .strictObject({
    days: z
      .array(z.strictObject({ day: day(), kind: kind(), name: text(64) }))
      .max(366)
      .optional(),
    csv: z.string().max(50_000).optional(),
  })
  .refine((given) => (given.days === undefined) !== (given.csv === undefined), { error: 'calendar.source' });
export type YearUpload = z.output<typeof yearUpload>;
export type ItemCreation = z.output<typeof itemCreation>;
export type ItemChange = z.output<typeof itemChange>;
export type DayChange = z.output<typeof dayChange>;
