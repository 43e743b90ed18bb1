import { Injectable } from '@nestjs/common';
import { type Language, LANGUAGES, say, type Text } from '../../../platform/context/language.js';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import { FIELD_DICTIONARIES } from '../customers.dictionaries.js';
import { CUSTOMER_FIELD_LABELS } from '../customers.permissions.js';
import { type EditField, type EditValue, type EditWhat } from './edit-plan.js';
import { EditNamesRepository } from './edit-names.repository.js';

const WORDS = {
  yes: { 'zh-CN': '是', en: 'yes' },
  no: { 'zh-CN': '否', en: 'no' },
  empty: { 'zh-CN': '清空', en: 'cleared' },
} as const;

/** What an edit does, in words. */
@Injectable()
export class EditWords {
  constructor(
    private readonly dictionaries: Dictionaries,
    private readonly names: EditNamesRepository,
  ) {}

  async told(what: EditWhat): Promise<Text> {
    const courses = await this.names.courses([...(what.addCourseIds ?? []), ...(what.removeCourseIds ?? []), ...(what.courseIds ?? [])]);
    const values = await this.values(what.set ?? {});
    const text = (language: Language): string => {
      const label = (field: string) => say(CUSTOMER_FIELD_LABELS[field]!, language);
      const colon = language === 'en' ? ': ' : '：';
      const list = (sign: string, names: readonly string[] | undefined) => (names ?? []).map((name) => `${sign}${name}`);
      const named = (ids: readonly number[] | undefined) => ids?.map((id) => courses.get(id) ?? `#${id}`);
      const tags = [...list('+', what.addTags), ...list('−', what.removeTags)];
      const links = [...list('+', named(what.addCourseIds)), ...list('−', named(what.removeCourseIds)), ...list('', named(what.courseIds))];
      return [
        ...values.map(([field, value]) => `${label(field)}${colon}${say(value, language)}`),
        ...(tags.length ? [`${label('tags')}${colon}${tags.join(' ')}`] : []),
        ...(links.length || what.courseIds ? [`${label('courseIds')}${colon}${links.join(' ') || say(WORDS.empty, language)}`] : []),
      ].join(language === 'en' ? '; ' : '；');
    };
    return Object.fromEntries(LANGUAGES.map((language) => [language, text(language)])) as Text;
  }

  private async values(set: Partial<Record<EditField, EditValue | undefined>>): Promise<[EditField, Text][]> {
    const told: [EditField, Text][] = [];
    for (const [field, value] of Object.entries(set) as [EditField, EditValue | undefined][])
      if (value !== undefined) told.push([field, await this.value(field, value)]);
    return told;
  }

  private async value(field: EditField, value: EditValue): Promise<Text> {
    if (value === null) return WORDS.empty;
    if (typeof value === 'boolean') return value ? WORDS.yes : WORDS.no;
    const plain = { 'zh-CN': value, en: value };
    if (!(field in FIELD_DICTIONARIES)) return plain;
    const items = await this.dictionaries.items(FIELD_DICTIONARIES[field as keyof typeof FIELD_DICTIONARIES], { all: true });
    return items.find((item) => item.value === value)?.label ?? plain;
  }
}
