import { Injectable } from '@nestjs/common';
import { adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminRow, shaped } from '../../../platform/admin/admin-source.js';
import { FollowUpService } from './follow-up.service.js';
import { InteractionChangeService } from './interaction-change.service.js';
import {
  interactionChange,
  type InteractionChange,
  interactionCreation,
  type InteractionCreation,
  interactionList,
  type InteractionList,
  type InteractionView,
} from './interaction.dto.js';
import { InteractionService } from './interaction.service.js';

@Injectable()
export class InteractionAdmin {
  constructor(
    private readonly interactions: InteractionService,
    private readonly followUps: FollowUpService,
    private readonly changes: InteractionChangeService,
  ) {}

  async list(query: InteractionList) {
    const { items, total } = await this.interactions.list(query);
    return { items: items.map(row), total };
  }

  async get(id: number): Promise<AdminRow> {
    return row(await this.interactions.get(id));
  }

  async create(interaction: InteractionCreation): Promise<AdminRow> {
    return row(await this.followUps.record(interaction));
  }

  async update(id: number, change: InteractionChange): Promise<AdminRow> {
    return row(await this.changes.update(id, change));
  }

  remove(id: number): Promise<void> {
    return this.changes.remove(id);
  }
}

const row = ({ authorId, authorName, ...view }: InteractionView): AdminRow => ({
  ...view,
  authorId: authorId ? { id: authorId, title: authorName ?? String(authorId) } : null,
});

export const INTERACTION_CHOICES = [
  { value: 'call', label: { 'zh-CN': '电话', en: 'Call' } },
  { value: 'visit', label: { 'zh-CN': '上门/来访', en: 'Visit' } },
  { value: 'meeting', label: { 'zh-CN': '面谈', en: 'Meeting' } },
  { value: 'message', label: { 'zh-CN': '消息', en: 'Message' } },
  { value: 'email', label: { 'zh-CN': '邮件', en: 'E-mail' } },
  { value: 'other', label: { 'zh-CN': '其他', en: 'Other' } },
];

export const interactionResource = adminResources.declare({
  id: 'interactions',
  subject: 'Interaction',
  label: { 'zh-CN': '跟进记录', en: 'Interactions' },
  menu: 'customers',
  position: 40,
  icon: 'MessageCircle',
  title: 'summary',
  source: shaped(InteractionAdmin, { list: interactionList, create: interactionCreation, update: interactionChange }),
  defaultSort: '-occurredAt',
  help: {
    'zh-CN': '与客户的往来；您对自己客户的记录会顺延跟进期限。在客户页面上记录更快。',
    en: 'What was said and done with customers; a record of yours about your customer moves its deadline. The customer page is the quicker place to write one.',
  },
  empty: { 'zh-CN': '还没有跟进记录', en: 'Nothing has been recorded yet' },
  properties: [
    {
      name: 'customerId',
      label: { 'zh-CN': '客户', en: 'Customer' },
      type: 'reference',
      reference: 'customers',
      in: ['list', 'show', 'new'],
      required: true,
      filter: 'customerId',
    },
    {
      name: 'kind',
      label: { 'zh-CN': '方式', en: 'Kind' },
      type: 'choice',
      choices: INTERACTION_CHOICES,
      required: true,
      filter: 'kind',
      initial: 'call',
    },
    {
      name: 'occurredAt',
      label: { 'zh-CN': '时间', en: 'When' },
      type: 'instant',
      sort: 'occurredAt',
      filterRange: { from: 'occurredFrom', to: 'occurredTo' },
      help: { 'zh-CN': '留空为现在；超过一天前的不计入跟进', en: 'Empty: now; further than a day back does not count as a follow-up' },
    },
    { name: 'summary', label: { 'zh-CN': '概要', en: 'Summary' }, type: 'string', required: true },
    { name: 'notes', label: { 'zh-CN': '内容', en: 'Notes' }, type: 'text' },
    { name: 'place', label: { 'zh-CN': '地点', en: 'Place' }, type: 'string', in: ['show', 'new', 'edit'] },
    { name: 'nextFollowUpAt', label: { 'zh-CN': '下次跟进', en: 'Next follow-up' }, type: 'instant', sort: 'nextFollowUpAt' },
    {
      name: 'authorId',
      label: { 'zh-CN': '跟踪人', en: 'By' },
      type: 'reference',
      reference: 'staff',
      in: ['list', 'show'],
      filter: 'authorId',
    },
    { name: 'counts', label: { 'zh-CN': '计入跟进', en: 'Counts as follow-up' }, type: 'boolean', in: ['show'] },
  ],
});
