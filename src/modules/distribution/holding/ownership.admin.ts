import { Injectable } from '@nestjs/common';
import { adminResources } from '../../../platform/admin/admin-resource.js';
import { shaped } from '../../../platform/admin/admin-source.js';
import { OwnershipQuery } from './holding-list.dto.js';
import { HoldingList } from './holding-list.service.js';

@Injectable()
export class OwnershipAdmin {
  constructor(private readonly holdings: HoldingList) {}

  list(query: OwnershipQuery) {
    return this.holdings.ownerships(query);
  }

  get(id: number) {
    return this.holdings.ownership(id);
  }
}

const choice = (value: string, zh: string, en: string) => ({ value, label: { 'zh-CN': zh, en } });

export const ownershipResource = adminResources.declare({
  id: 'ownerships',
  subject: 'Customer',
  label: { 'zh-CN': '归属历史', en: 'Ownership history' },
  menu: 'customers',
  position: 120,
  icon: 'GitBranch',
  title: 'customer',
  source: shaped(OwnershipAdmin, { list: OwnershipQuery }),
  defaultSort: '-beganAt',
  help: { 'zh-CN': '谁在什么时候持有过哪个客户，怎样结束。', en: 'Who held which customer when, and how it ended.' },
  empty: { 'zh-CN': '还没有归属记录', en: 'Nobody has held a customer yet' },
  properties: [
    { name: 'customer', label: { 'zh-CN': '客户', en: 'Customer' }, type: 'string', field: 'name', in: ['list', 'show'] },
    {
      name: 'customerId',
      label: { 'zh-CN': '客户页面', en: 'Customer page' },
      type: 'reference',
      field: null,
      reference: 'customers',
      in: ['show'],
      filter: 'customerId',
    },
    { name: 'staff', label: { 'zh-CN': '持有人', en: 'Held by' }, type: 'string', field: 'ownerId', in: ['list', 'show'] },
    {
      name: 'staffId',
      label: { 'zh-CN': '持有人', en: 'Held by' },
      type: 'reference',
      field: 'ownerId',
      reference: 'staff',
      in: [],
      filter: 'staffId',
    },
    {
      name: 'beganBy',
      label: { 'zh-CN': '来自', en: 'By' },
      type: 'choice',
      field: 'ownedSince',
      in: ['list', 'show'],
      choices: [
        choice('distributed', '自动分配', 'Distribution'),
        choice('claimed', '领取', 'Claim'),
        choice('transferred', '转交', 'Hand-over'),
        choice('created', '录入', 'Entered'),
        choice('imported', '导入', 'Import'),
        choice('handed-over', '离职交接', 'From a leaver'),
        choice('reopened', '重新打开', 'Reopened'),
      ],
    },
    {
      name: 'beganAt',
      label: { 'zh-CN': '开始', en: 'From' },
      type: 'instant',
      field: 'ownedSince',
      in: ['list', 'show'],
      sort: 'beganAt',
    },
    { name: 'endedAt', label: { 'zh-CN': '结束', en: 'Until' }, type: 'instant', field: 'ownedSince', in: ['list', 'show'] },
    {
      name: 'outcome',
      label: { 'zh-CN': '结果', en: 'Outcome' },
      type: 'choice',
      field: 'ownedSince',
      in: ['list', 'show'],
      choices: [
        choice('follow-up-overdue', '未按时跟进', 'Not followed up'),
        choice('deal-overdue', '未按时成单', 'Not closed'),
        choice('released', '放回公海', 'Released'),
        choice('transferred', '转交', 'Handed over'),
        choice('handed-over', '离职交接', 'Owner left'),
        choice('won', '已成单', 'Won'),
        choice('lost', '流失', 'Lost'),
        choice('deleted', '已删除', 'Deleted'),
        choice('merged', '已合并', 'Merged'),
        choice('undone', '导入撤销', 'Import undone'),
      ],
    },
    { name: 'reason', label: { 'zh-CN': '原因', en: 'Reason' }, type: 'string', field: 'ownedSince', in: ['show'] },
    { name: 'barredUntil', label: { 'zh-CN': '禁领至', en: 'Barred until' }, type: 'instant', field: 'ownedSince', in: ['show'] },
    { name: 'barredForEver', label: { 'zh-CN': '永久禁领', en: 'Barred for ever' }, type: 'boolean', field: 'ownedSince', in: ['show'] },
  ],
});
