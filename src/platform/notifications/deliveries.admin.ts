import { Injectable } from '@nestjs/common';
import { adminResources } from '../admin/admin-resource.js';
import { type AdminOutcome, type AdminRow, shaped } from '../admin/admin-source.js';
import { Scope } from '../permissions/scope.js';
import { DeliveryBoard } from './delivery-board.service.js';
import { deliveryQuery, type DeliveryQuery } from './notifications.dto.js';

/** What went out, what is kept because its channel is not configured, and what is stuck. */
@Injectable()
export class DeliveriesAdmin {
  constructor(
    private readonly board: DeliveryBoard,
    private readonly scope: Scope,
  ) {}

  list(query: DeliveryQuery) {
    this.scope.demand('read', 'Delivery');
    return this.board.page(query);
  }

  async get(id: number): Promise<AdminRow> {
    this.scope.demand('read', 'Delivery');
    return this.board.get(id);
  }

  async retry(ids: readonly number[]): Promise<AdminOutcome> {
    this.scope.demand('retry', 'Delivery');
    for (const id of ids) await this.board.retry(id);
    return { message: { 'zh-CN': '已重新排队', en: 'Queued again' } };
  }
}

const states = [
  { value: 'queued', label: { 'zh-CN': '排队中', en: 'Queued' } },
  { value: 'sent', label: { 'zh-CN': '已发送', en: 'Sent' } },
  { value: 'kept', label: { 'zh-CN': '仅保存', en: 'Kept' } },
  { value: 'failed', label: { 'zh-CN': '失败，将重试', en: 'Failed, tried again' } },
  { value: 'unknown', label: { 'zh-CN': '结果未知', en: 'Unknown' } },
  { value: 'parked', label: { 'zh-CN': '已搁置', en: 'Parked' } },
] as const;

export const deliveriesAdmin = adminResources.declare({
  id: 'deliveries',
  subject: 'Delivery',
  label: { 'zh-CN': '消息发送记录', en: 'Deliveries' },
  menu: 'system',
  position: 100,
  icon: 'Send',
  title: 'subject',
  source: shaped(DeliveriesAdmin, { list: deliveryQuery }),
  allowed: ({ state }) => (state === 'sent' || state === 'queued' ? [] : ['retry']),
  defaultSort: '-createdAt',
  help: {
    'zh-CN':
      '渠道未配置时消息仅保存在此。等待每日摘要或免打扰结束的消息为“排队中”；重发摘要中的一条会重发整封摘要。“结果未知”指发送过程中断，重发可能造成重复。',
    en: 'Messages of a channel that is not configured are kept here. Those that wait for a digest or for the end of quiet hours are queued; sending one of a digest again sends the whole digest. "Unknown" was interrupted while being sent; sending it again may make a second copy.',
  },
  empty: { 'zh-CN': '没有消息', en: 'There are no messages' },
  properties: [
    { name: 'subject', label: { 'zh-CN': '标题', en: 'Subject' }, type: 'string', in: ['list', 'show'] },
    { name: 'body', label: { 'zh-CN': '内容', en: 'Text' }, type: 'text', in: ['show'] },
    {
      name: 'recipientId',
      label: { 'zh-CN': '收件人', en: 'Recipient' },
      type: 'reference',
      reference: 'staff',
      in: ['list', 'show'],
      filter: 'recipientId',
    },
    {
      name: 'channel',
      label: { 'zh-CN': '渠道', en: 'Channel' },
      type: 'choice',
      choices: [
        { value: 'email', label: { 'zh-CN': '邮件', en: 'E-mail' } },
        { value: 'sms', label: { 'zh-CN': '短信', en: 'SMS' } },
        { value: 'dingtalk', label: { 'zh-CN': '钉钉', en: 'DingTalk' } },
      ],
      in: ['list', 'show'],
      filter: 'channel',
    },
    { name: 'state', label: { 'zh-CN': '状态', en: 'State' }, type: 'choice', choices: states, in: ['list', 'show'], filter: 'state' },
    { name: 'digest', label: { 'zh-CN': '每日摘要', en: 'In a digest' }, type: 'boolean', in: ['show'] },
    { name: 'attempts', label: { 'zh-CN': '尝试次数', en: 'Tries' }, type: 'number', in: ['list', 'show'] },
    { name: 'answer', label: { 'zh-CN': '服务方回应', en: 'Answer of the provider' }, type: 'text', in: ['show'] },
    { name: 'dueAt', label: { 'zh-CN': '下次尝试', en: 'Next try' }, type: 'instant', in: ['show'] },
    { name: 'sentAt', label: { 'zh-CN': '发送时间', en: 'Sent' }, type: 'instant', in: ['list', 'show'], sort: 'sentAt' },
    { name: 'createdAt', label: { 'zh-CN': '创建时间', en: 'Created' }, type: 'instant', in: ['list', 'show'], sort: 'createdAt' },
  ],
  actions: [
    {
      name: 'retry',
      kind: 'record',
      label: { 'zh-CN': '重发', en: 'Send again' },
      permission: 'retry',
      icon: 'RotateCw',
      method: 'retry',
      confirm: { 'zh-CN': '重新发送这条消息？', en: 'Send this message again?' },
    },
  ],
});
