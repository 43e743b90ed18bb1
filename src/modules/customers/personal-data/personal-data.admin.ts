import { Injectable } from '@nestjs/common';
import { adminPages } from '../../../platform/admin/admin-page.js';
import { type AdminAction, adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminOutcome, type AdminRow, shaped } from '../../../platform/admin/admin-source.js';
import { requestList, type RequestList } from './personal-data.dto.js';
import { PersonalDataBoard } from './personal-data-board.service.js';

/** What there is of a person, the file of it, and the end of it; reached from his page and from the recycle bin. */
export const personalDataPage = adminPages.declare({
  name: 'customer-personal-data',
  label: { 'zh-CN': '个人数据', en: 'Personal data' },
  permission: { action: 'personal-data', subject: 'Customer' },
  component: 'CustomerPersonalData',
});

export const personalDataAction: AdminAction = {
  name: 'personalData',
  kind: 'record',
  label: { 'zh-CN': '个人数据…', en: 'Personal data…' },
  permission: 'personal-data Customer',
  icon: 'Shield',
  method: 'personalData',
};

export const personalDataOutcome = ([id]: readonly number[]): AdminOutcome => ({
  message: { 'zh-CN': '个人数据', en: 'Personal data' },
  redirect: `/admin/pages/customer-personal-data?id=${id}`,
});

@Injectable()
export class PersonalDataAdmin {
  constructor(private readonly board: PersonalDataBoard) {}

  async list(query: RequestList) {
    const { items, total } = await this.board.list(query);
    return { items: items as AdminRow[], total };
  }

  async get(id: number): Promise<AdminRow> {
    return this.board.get(id);
  }
}

const text = (zh: string, en: string) => ({ 'zh-CN': zh, en });

export const personalDataResource = adminResources.declare({
  id: 'personal-data-requests',
  subject: 'PersonalDataRequest',
  label: text('个人数据请求', 'Personal data requests'),
  menu: 'customers',
  position: 150,
  icon: 'Shield',
  title: 'number',
  source: shaped(PersonalDataAdmin, { list: requestList }),
  defaultSort: '-createdAt',
  help: text(
    '谁在何时导出或清除了哪位客户的个人数据。清除后只剩编号。',
    'Who exported or erased whose personal data, and when. Of an erased customer only the number is left.',
  ),
  empty: text('还没有人请求过导出或清除个人数据', 'Nobody has asked for an export or an erasure yet'),
  properties: [
    { name: 'number', label: text('客户编号', 'Number'), type: 'string', in: ['list', 'show'] },
    {
      name: 'kind',
      label: text('请求', 'Request'),
      type: 'choice',
      choices: [
        { value: 'export', label: text('导出', 'Export') },
        { value: 'erasure', label: text('清除', 'Erasure') },
      ],
      in: ['list', 'show'],
      filter: 'kind',
    },
    {
      name: 'state',
      label: text('状态', 'State'),
      type: 'choice',
      choices: [
        { value: 'waiting', label: text('排队中', 'Waiting') },
        { value: 'running', label: text('进行中', 'Under way') },
        { value: 'done', label: text('完成', 'Done'), tone: 'good' },
        { value: 'failed', label: text('出错', 'Failed'), tone: 'bad' },
        { value: 'cancelled', label: text('已取消', 'Cancelled') },
        { value: 'expired', label: text('文件已过期', 'The file is gone') },
      ],
      in: ['list', 'show'],
    },
    { name: 'requestedByName', label: text('经办人', 'By'), type: 'string', in: ['list', 'show'] },
    { name: 'reason', label: text('原因', 'Reason'), type: 'string', in: ['list', 'show'] },
    { name: 'createdAt', label: text('时间', 'Time'), type: 'instant', in: ['list', 'show'], sort: 'createdAt' },
    { name: 'finishedAt', label: text('完成时间', 'Ended'), type: 'instant', in: ['show'] },
    { name: 'error', label: text('错误', 'Error'), type: 'string', in: ['show'], onlyFilled: true },
  ],
});
