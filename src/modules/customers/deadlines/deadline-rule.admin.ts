import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type AdminProperty, adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminRow, shaped } from '../../../platform/admin/admin-source.js';
import { ValidationPipe } from '../../../platform/http/validation.pipe.js';
import { DeadlinePreview } from './deadline-preview.service.js';
import { DeadlineRuleChange, DeadlineRuleCreate, DeadlineRulePreview, type DeadlineRuleView, RuleList } from './deadline-rule.dto.js';
import { DeadlineRules } from './deadline-rules.service.js';
import { ruleActive, ruleDepartment, ruleName } from './rule-properties.js';

/** Hours are typed as `48, 24`. */
const typedHours = {
  warnHours: z.preprocess(
    (hours) =>
      typeof hours === 'string'
        ? hours
            .split(/[,，、\s]+/)
            .filter(Boolean)
            .map(Number)
        : hours,
    DeadlineRuleCreate.shape.warnHours,
  ),
};
const row = (rule: DeadlineRuleView): AdminRow => ({ ...rule, warnHours: rule.warnHours?.join(', ') });

@Injectable()
export class DeadlineRuleAdmin {
  constructor(
    private readonly rules: DeadlineRules,
    private readonly previews: DeadlinePreview,
    private readonly validation: ValidationPipe,
  ) {}

  async list(query: RuleList) {
    const { items, total } = await this.rules.list(query);
    return { items: items.map(row), total };
  }

  async get(id: number): Promise<AdminRow> {
    return row(await this.rules.get(id));
  }

  async create(rule: DeadlineRuleCreate): Promise<AdminRow> {
    return row(await this.rules.create(rule));
  }

  async update(id: number, change: DeadlineRuleChange): Promise<AdminRow> {
    return row(await this.rules.update(id, change));
  }

  remove(id: number): Promise<void> {
    return this.rules.remove(id);
  }

  /** What saving would do, before it is saved. */
  async preview([id]: readonly number[], inputs: Record<string, unknown>) {
    const { moved, fallDue, owners } = await this.previews.preview(await this.validation.parse(DeadlineRulePreview, { ...inputs, id }));
    return {
      message: {
        'zh-CN': `将有 ${moved} 个客户的期限改变，其中 ${fallDue} 个会在下一工作日结束时到期`,
        en: `${moved} deadlines would move; ${fallDue} customers would fall due at the end of the next business day`,
      },
      note: { 'zh-CN': '会在下一工作日结束时到期的客户数：', en: 'Customers who would fall due at the end of the next business day:' },
      ...(owners.length ? { detail: owners.map((o) => `${o.name ?? o.staffId}: ${o.fallDue}`).join('\n') } : {}),
    };
  }
}

const followUpDays: AdminProperty = {
  name: 'followUpDays',
  label: { 'zh-CN': '跟进天数', en: 'Days to follow up' },
  type: 'number',
  help: { 'zh-CN': '留空表示不计时', en: 'Empty: this clock does not run' },
  without: { 'zh-CN': '不计时', en: 'does not run' },
};
const dealDays: AdminProperty = { ...followUpDays, name: 'dealDays', label: { 'zh-CN': '成单天数', en: 'Days to close' } };

export const deadlineRuleResource = adminResources.declare({
  id: 'deadline-rules',
  subject: 'Rule',
  label: { 'zh-CN': '期限规则', en: 'Deadline rules' },
  menu: 'customers',
  position: 100,
  icon: 'Watch',
  title: 'name',
  source: shaped(DeadlineRuleAdmin, {
    list: RuleList,
    create: DeadlineRuleCreate.extend(typedHours),
    update: DeadlineRuleChange.extend(typedHours),
  }),
  searchable: true,
  help: {
    'zh-CN': '最具体的规则生效：来源加部门、来源、部门、都不限。修改也适用于已持有的客户，但不会让任何客户在下一工作日结束前到期。',
    en: 'The most specific rule holds: source and department, source, department, neither. A change reaches customers already held, but nobody falls due before the end of the next business day.',
  },
  properties: [
    ruleName,
    {
      name: 'source',
      label: { 'zh-CN': '来源', en: 'Source' },
      type: 'choice',
      dictionary: 'customer.source',
      help: { 'zh-CN': '留空表示所有来源', en: 'Empty: all sources' },
      without: { 'zh-CN': '所有来源', en: 'All sources' },
    },
    ruleDepartment,
    followUpDays,
    dealDays,
    {
      name: 'dayKind',
      label: { 'zh-CN': '计算方式', en: 'Counting' },
      type: 'choice',
      initial: 'calendar',
      choices: [
        { value: 'calendar', label: { 'zh-CN': '自然日', en: 'Calendar days' } },
        { value: 'working', label: { 'zh-CN': '工作日', en: 'Working days' } },
      ],
    },
    {
      name: 'warnHours',
      label: { 'zh-CN': '到期前多少小时提醒', en: 'Hours before at which to warn' },
      type: 'string',
      in: ['show', 'new', 'edit'],
      initial: '24',
      help: { 'zh-CN': '例如 48, 24', en: 'Like 48, 24' },
    },
    {
      name: 'barDays',
      label: { 'zh-CN': '失去后禁领天数', en: 'Days barred after losing one' },
      type: 'number',
      in: ['show', 'new', 'edit'],
      help: { 'zh-CN': '留空表示永久', en: 'Empty: for ever' },
      without: { 'zh-CN': '永久', en: 'For ever' },
    },
    ruleActive,
  ],
  actions: [
    {
      name: 'preview',
      kind: 'record',
      label: { 'zh-CN': '预览修改的影响', en: 'What would change' },
      permission: 'update',
      icon: 'Eye',
      method: 'preview',
      inputs: [followUpDays, dealDays],
    },
  ],
});
