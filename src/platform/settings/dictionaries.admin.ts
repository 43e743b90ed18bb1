import { Injectable } from '@nestjs/common';
import { adminResources } from '../admin/admin-resource.js';
import type { AdminListQuery, AdminRow, AdminSource } from '../admin/admin-source.js';
import { commonErrors } from '../errors/common.errors.js';
import { ValidationPipe } from '../http/validation.pipe.js';
import { Scope } from '../permissions/scope.js';
import { Dictionaries, type DictionaryEntry } from './dictionaries.js';
import { DictionaryItems } from './dictionary-items.service.js';
import { slice } from './settings.admin.js';
import { itemChange, itemCreation } from './settings.dto.js';

@Injectable()
export class DictionaryItemsAdmin implements AdminSource {
  constructor(
    private readonly dictionaries: Dictionaries,
    private readonly items: DictionaryItems,
    private readonly scope: Scope,
    private readonly validation: ValidationPipe,
  ) {}

  async list(query: AdminListQuery) {
    const needle = query.search?.toLowerCase() ?? '';
    const rows = (await this.rows(query.filters['dictionary'])).filter((row) =>
      `${row.value} ${row.labelZh} ${row.labelEn}`.toLowerCase().includes(needle),
    );
    return slice<AdminRow>(rows, query);
  }

  async get(id: number): Promise<AdminRow> {
    const row = (await this.rows()).find((candidate) => candidate.id === id);
    if (!row) throw commonErrors['not-found']();
    return row;
  }

  async create({ dictionary, ...values }: Record<string, unknown>): Promise<AdminRow> {
    this.scope.demand('update', 'Dictionary');
    const entry = await this.items.create(String(dictionary ?? ''), await this.validation.parse(itemCreation, values));
    return this.get(entry.id);
  }

  async update(id: number, values: Record<string, unknown>): Promise<AdminRow> {
    this.scope.demand('update', 'Dictionary');
    const row = await this.get(id);
    await this.items.change(String(row['dictionary']), id, await this.validation.parse(itemChange, values));
    return this.get(id);
  }

  async remove(id: number): Promise<void> {
    this.scope.demand('update', 'Dictionary');
    const row = await this.get(id);
    await this.items.remove(String(row['dictionary']), id);
  }

  private async rows(code?: string) {
    this.scope.demand('read', 'Dictionary');
    const views = await this.dictionaries.list();
    return views
      .filter(({ definition }) => !code || definition.code === code)
      .flatMap(({ definition, entries }) => entries.map((entry) => rowOf(definition.code, entry)));
  }
}

const rowOf = (dictionary: string, { label, ...entry }: DictionaryEntry) => ({
  ...entry,
  dictionary,
  labelZh: label['zh-CN'],
  labelEn: label.en,
});

export const dictionaryItemsAdmin = adminResources.declare({
  id: 'dictionary-items',
  subject: 'Dictionary',
  label: { 'zh-CN': '数据字典', en: 'Dictionaries' },
  menu: 'system',
  position: 60,
  icon: 'Book',
  title: 'labelZh',
  source: DictionaryItemsAdmin,
  searchable: true,
  help: {
    'zh-CN': '下拉框里的选项；已被使用的条目请停用，不能删除。',
    en: 'What select boxes offer. An item in use is deactivated, not deleted.',
  },
  properties: [
    {
      name: 'dictionary',
      label: { 'zh-CN': '字典', en: 'Dictionary' },
      type: 'choice',
      choicesOf: 'dictionaries',
      in: ['list', 'show', 'new'],
      filter: 'dictionary',
      required: true,
    },
    {
      name: 'value',
      label: { 'zh-CN': '值', en: 'Value' },
      type: 'string',
      in: ['list', 'show', 'new'],
      required: true,
      help: {
        'zh-CN': '用于接口和导入文件，保存后不能修改',
        en: 'For the API and for files; it cannot be changed later',
      },
    },
    { name: 'labelZh', label: { 'zh-CN': '中文名称', en: 'Chinese label' }, type: 'string', required: true },
    { name: 'labelEn', label: { 'zh-CN': '英文名称', en: 'English label' }, type: 'string', required: true },
    { name: 'active', label: { 'zh-CN': '启用', en: 'Active' }, type: 'boolean', in: ['list', 'show', 'edit'] },
    { name: 'position', label: { 'zh-CN': '顺序', en: 'Position' }, type: 'number' },
  ],
});
