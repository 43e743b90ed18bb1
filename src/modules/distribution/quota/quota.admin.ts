import { Injectable } from '@nestjs/common';
import { adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminRow, type AdminValues, shaped } from '../../../platform/admin/admin-source.js';
import { Context } from '../../../platform/context/context.js';
import { ValidationPipe } from '../../../platform/http/validation.pipe.js';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import { QuotaChange, QuotaCreate, type QuotaDto, QuotaList } from './quota.dto.js';
import { quotaBody, quotaRow } from './quota-form.js';
import { SOURCES } from './quota-references.js';
import { QuotaService } from './quota.service.js';

@Injectable()
export class QuotaAdmin {
  constructor(
    private readonly quotas: QuotaService,
    private readonly dictionaries: Dictionaries,
    private readonly context: Context,
    private readonly validation: ValidationPipe,
  ) {}

  async list(query: QuotaList) {
    const { items, total } = await this.quotas.list(query);
    return { items: await Promise.all(items.map((quota) => this.row(quota))), total };
  }

  async get(id: number): Promise<AdminRow> {
    return this.row(await this.quotas.get(id));
  }

  async create(values: AdminValues): Promise<AdminRow> {
    const body = quotaBody(values, null, await this.sources());
    return this.row(await this.quotas.create(await this.validation.parse(QuotaCreate, body)));
  }

  async update(id: number, values: AdminValues): Promise<AdminRow> {
    const body = quotaBody(values, (await this.quotas.get(id)).filters, await this.sources());
    return this.row(await this.quotas.update(id, await this.validation.parse(QuotaChange, body)));
  }

  remove(id: number): Promise<void> {
    return this.quotas.remove(id);
  }

  async applyNow(ids: readonly number[]) {
    await this.quotas.applyNow(ids);
    return { message: { 'zh-CN': '已在本轮生效', en: 'They hold for the present round' } };
  }

  private sources() {
    return this.dictionaries.items(SOURCES, { all: true });
  }

  private async row(quota: QuotaDto): Promise<AdminRow> {
    const labels = new Map((await this.sources()).map(({ value, label }) => [value, label[this.context.language]]));
    return quotaRow(quota, (value) => labels.get(value) ?? value);
  }
}

const held = {
  'zh-CN': '留空表示此处不另设上限，领取规则的上限仍然有效',
  en: 'Empty: no limit of its own; those of the claim rules hold',
};
const untouched = { 'zh-CN': '留空表示不限', en: 'Empty: no limit' };
const list = { 'zh-CN': '多个用顿号或逗号分隔；留空表示全部', en: 'Several are separated by commas; empty: all' };

export const quotaResource = adminResources.declare({
  id: 'quotas',
  subject: 'Quota',
  label: { 'zh-CN': '权重与承单数', en: 'Quotas' },
  menu: 'customers',
  position: 90,
  icon: 'Sliders',
  title: 'staffName',
  source: shaped(QuotaAdmin, { list: QuotaList }),
  searchable: true,
  defaultSort: '-weight',
  help: {
    'zh-CN': '谁参与自动分配、每轮接几个客户。',
    en: 'Who takes part in distribution, and with how many customers a round.',
  },
  empty: { 'zh-CN': '还没有人参与自动分配', en: 'Nobody takes part in distribution yet' },
  invites: {
    to: 'update',
    help: {
      'zh-CN': '谁参与自动分配、每轮接几个客户。修改从下一轮开始生效；要在本轮生效，请勾选后点“立即生效”。',
      en: 'Who takes part in distribution, and with how many customers a round. A change holds from the next round; tick and choose “Apply now” for the present one.',
    },
    empty: { 'zh-CN': '还没有人参与自动分配，请先新增', en: 'Nobody takes part in distribution yet; add the first' },
  },
  properties: [
    { name: 'staffName', label: { 'zh-CN': '销售', en: 'Salesperson' }, type: 'string', in: ['list', 'show'] },
    {
      name: 'staffId',
      label: { 'zh-CN': '销售', en: 'Salesperson' },
      type: 'reference',
      reference: 'staff',
      required: true,
      in: ['new'],
      filter: 'staffId',
    },
    {
      name: 'weight',
      label: { 'zh-CN': '权重', en: 'Weight' },
      type: 'number',
      required: true,
      sort: 'weight',
      help: { 'zh-CN': '越大越先分到，1–1000', en: 'Higher is served first, 1–1000' },
    },
    { name: 'perRound', label: { 'zh-CN': '每轮承单数', en: 'Per round' }, type: 'number', required: true, sort: 'perRound' },
    {
      name: 'maxOpen',
      label: { 'zh-CN': '持有上限', en: 'Most held' },
      type: 'number',
      help: held,
      without: { 'zh-CN': '按领取规则', en: 'By claim rules' },
    },
    {
      name: 'maxUntouched',
      label: { 'zh-CN': '待首次跟进上限', en: 'Most without a first follow-up' },
      type: 'number',
      in: ['show', 'new', 'edit'],
      help: untouched,
    },
    { name: 'activeFrom', label: { 'zh-CN': '开始日期', en: 'From' }, type: 'day', in: ['show', 'new', 'edit'] },
    { name: 'activeTo', label: { 'zh-CN': '结束日期', en: 'Until' }, type: 'day', in: ['show', 'new', 'edit'] },
    {
      name: 'sources',
      label: { 'zh-CN': '只接这些来源', en: 'Sources taken' },
      type: 'string',
      dictionary: SOURCES,
      help: { 'zh-CN': '都不勾选表示全部', en: 'None ticked: all' },
    },
    { name: 'areas', label: { 'zh-CN': '只接这些地区', en: 'Areas taken' }, type: 'string', in: ['show', 'new', 'edit'], help: list },
    {
      name: 'types',
      label: { 'zh-CN': '只接此类客户', en: 'Kind taken' },
      type: 'choice',
      in: ['show', 'new', 'edit'],
      choices: [
        { value: 'person', label: { 'zh-CN': '个人', en: 'People' } },
        { value: 'company', label: { 'zh-CN': '企业', en: 'Companies' } },
      ],
    },
    {
      name: 'courseIds',
      label: { 'zh-CN': '只接这些课程', en: 'Courses taken' },
      type: 'references',
      reference: 'courses',
      in: ['show', 'new', 'edit'],
    },
    { name: 'active', label: { 'zh-CN': '启用', en: 'Active' }, type: 'boolean', in: ['list', 'show', 'edit'], filter: 'active' },
    { name: 'updatedAt', label: { 'zh-CN': '修改时间', en: 'Changed' }, type: 'instant', in: ['show'] },
  ],
  actions: [
    {
      name: 'applyNow',
      kind: 'bulk',
      label: { 'zh-CN': '立即生效', en: 'Apply now' },
      permission: 'update',
      icon: 'Zap',
      confirm: { 'zh-CN': '让这些设置在本轮就生效？', en: 'Let these quotas hold for the present round already?' },
      method: 'applyNow',
    },
  ],
});
