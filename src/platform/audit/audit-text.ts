import { Injectable } from '@nestjs/common';
import { type AdminProperty, type AdminResourceDefinition, adminResources } from '../admin/admin-resource.js';
import { adminText } from '../admin/admin-texts.js';
import { yuan } from '../admin/row-view.js';
import { Principals } from '../auth/principals.js';
import { BusinessTime } from '../context/business-time.js';
import { Context } from '../context/context.js';
import type { Text } from '../context/language.js';
import { DeclarationKind, Declarations } from '../registry/declarations.js';
import { Dictionaries } from '../settings/dictionaries.js';
import { RecordNumbers } from './record-numbers.js';
import { RecordTitles } from './record-titles.js';

/** What a module calls the keys of its log entries' details and of its jobs' results: key → text. */
export const recordWords = new DeclarationKind<Readonly<Record<string, Text>>>('record words');

/** What a module calls the codes that stand in them: `strategy=interleaved` → text; `id=run` for records that are no numbers. */
export const recordValues = new DeclarationKind<Readonly<Record<string, Text>>>('record values');

/** What the platform itself writes. */
const WORDS: Readonly<Record<string, Text>> = {
  active: { 'zh-CN': '启用', en: 'Active' },
  channel: { 'zh-CN': '渠道', en: 'Channel' },
  count: { 'zh-CN': '数量', en: 'Number' },
  day: { 'zh-CN': '日期', en: 'Day' },
  fields: { 'zh-CN': '字段', en: 'Fields' },
  fileName: { 'zh-CN': '文件', en: 'File' },
  files: { 'zh-CN': '清理的文件', en: 'Files removed' },
  from: { 'zh-CN': '从', en: 'From' },
  jobId: { 'zh-CN': '任务编号', en: 'Job' },
  kind: { 'zh-CN': '类型', en: 'Kind' },
  limits: { 'zh-CN': '清理的限流记录', en: 'Limits removed' },
  reason: { 'zh-CN': '原因', en: 'Reason' },
  removed: { 'zh-CN': '清理', en: 'Removed' },
  requests: { 'zh-CN': '清理的请求记录', en: 'Requests removed' },
  sent: { 'zh-CN': '已发送', en: 'Sent' },
  state: { 'zh-CN': '状态', en: 'State' },
  subject: { 'zh-CN': '对象', en: 'Subject' },
  subjectId: { 'zh-CN': '对象编号', en: 'Id' },
  to: { 'zh-CN': '至', en: 'To' },
  value: { 'zh-CN': '值', en: 'Value' },
};

/** Changes, details and results in the reader's words: the labels and choices that the screens have, names of people and records, business time. */
@Injectable()
export class AuditText {
  constructor(
    private readonly declarations: Declarations,
    private readonly dictionaries: Dictionaries,
    private readonly time: BusinessTime,
    private readonly context: Context,
    private readonly titles: RecordTitles,
  ) {}

  /** `Weight: 3 → 5`, a line for each field; each change is `[before, after]`. */
  async changes(subject: string, changes: Readonly<Record<string, readonly unknown[]>>): Promise<string> {
    const lines = Object.entries(changes).map(async ([name, [before, after]]) => {
      const property = this.propertyOf(subject, name);
      const [was, is] = await Promise.all([this.value(property, before), this.value(property, after)]);
      const label = this.label(subject, name);
      // a hidden value is hidden on both sides
      return before === null || was === is ? this.line(label, is) : this.line(label, `${was} → ${is}`);
    });
    return (await Promise.all(lines)).join('\n');
  }

  /** `Reclaimed: 4`, a line for each value. */
  async detail(subject: string, detail: object): Promise<string> {
    const lines = Object.entries(detail).map(async ([name, value]) => {
      const named = name === 'fields' && Array.isArray(value) ? value.map((field) => this.label(subject, String(field))) : value;
      return this.line(
        this.label(subject, name),
        this.coded(name, named) ?? this.numbered(name, named) ?? (await this.value(this.propertyOf(subject, name), named)),
      );
    });
    return (await Promise.all(lines)).join('\n');
  }

  /** Where a record can be looked at. */
  address(subject: string, id: string): string | null {
    const [resource] = this.resources(subject);
    return resource && /^\d+$/.test(id) ? `/admin/resources/${resource.id}/records/${id}/show` : null;
  }

  /** The name of whoever can sign in; his number where he is not there any more. */
  async person(kind: string, id: number): Promise<string> {
    const principals = this.declarations.implementationsOf(Principals).find((p) => p.kind === kind);
    return (await principals?.contact(id))?.name ?? `#${id}`;
  }

  private label(subject: string, name: string): string {
    const { language } = this.context;
    const declared = this.declarations.of(recordWords).find((words) => words[name])?.[name] ?? WORDS[name];
    return (this.propertyOf(subject, name)?.label ?? declared)?.[language] ?? name;
  }

  private coded(name: string, value: unknown): string | undefined {
    const key = `${name}=${String(value)}`;
    return this.declarations.of(recordValues).find((words) => words[key])?.[key]?.[this.context.language];
  }

  /** `fromCustomerId: 1860`: the number that people know a customer by. */
  private numbered(name: string, value: unknown): string | undefined {
    if (typeof value !== 'number') return undefined;
    const all = this.declarations.implementationsOf(RecordNumbers);
    return all.find(({ subject }) => name.toLowerCase().endsWith(`${subject.toLowerCase()}id`))?.number(value);
  }

  private async value(property: AdminProperty | undefined, value: unknown): Promise<string> {
    const { language } = this.context;
    if (value === null || value === undefined || value === '') return '—';
    if (Array.isArray(value)) {
      const all = await Promise.all(value.map((one) => this.value(property, one)));
      return all.join(language === 'zh-CN' ? '、' : ', ') || '—';
    }
    if (typeof value === 'boolean') return adminText(value ? 'yes' : 'no', language);
    if (typeof value === 'object') return JSON.stringify(value);
    const text = String(value as string | number);
    const choice = property?.choices?.find((one) => one.value === text);
    if (choice) return choice.label[language];
    if (property?.dictionary) return this.dictionaries.label(property.dictionary, text, language);
    if (property?.reference === 'staff') return this.person('staff', Number(value));
    if (property?.reference) return (await this.titles.onScreen(property.reference, Number(value))) ?? `#${text}`;
    if (property?.type === 'money') return yuan(value, true) ?? text;
    const at = property?.type === 'instant' ? value : /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) ? Date.parse(text) : undefined;
    return typeof at === 'number' ? this.time.format(at, 'yyyy-LL-dd HH:mm') : text;
  }

  private line(label: string, value: string): string {
    return this.context.language === 'zh-CN' ? `${label}：${value}` : `${label}: ${value}`;
  }

  private propertyOf(subject: string, name: string): AdminProperty | undefined {
    for (const { properties } of this.resources(subject)) {
      const found = properties.find((property) => property.name === name);
      if (found) return found;
    }
    return undefined;
  }

  private resources(subject: string): AdminResourceDefinition[] {
    return this.declarations.of(adminResources).filter((resource) => resource.subject === subject);
  }
}
