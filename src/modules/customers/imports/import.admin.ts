import { Injectable } from '@nestjs/common';
import { adminPages } from '../../../platform/admin/admin-page.js';
import { adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminOutcome, shaped } from '../../../platform/admin/admin-source.js';
import { importList, type ImportListQuery } from './import.dto.js';
import { ImportService } from './import.service.js';

/** Earlier imports on screen; new ones are made on the wizard's page. */
@Injectable()
export class ImportAdmin {
  constructor(private readonly imports: ImportService) {}

  list(query: ImportListQuery) {
    return this.imports.list(query);
  }

  get(id: number) {
    return this.imports.get(id);
  }

  async cancel(ids: readonly number[]): Promise<AdminOutcome> {
    for (const id of ids) await this.imports.cancel(id);
    return { message: { 'zh-CN': '已取消，已导入的客户保留', en: 'Cancelled; customers who are in stay in' } };
  }
}

const states = [
  { value: 'uploaded', label: { 'zh-CN': '待开始', en: 'Not started' } },
  { value: 'waiting', label: { 'zh-CN': '排队中', en: 'Waiting' } },
  { value: 'running', label: { 'zh-CN': '导入中', en: 'Running' } },
  { value: 'done', label: { 'zh-CN': '完成', en: 'Done' } },
  { value: 'refused', label: { 'zh-CN': '整个文件被拒绝', en: 'Refused as a whole' } },
  { value: 'cancelled', label: { 'zh-CN': '已取消', en: 'Cancelled' } },
  { value: 'failed', label: { 'zh-CN': '出错', en: 'Failed' } },
] as const;

export const importResource = adminResources.declare({
  id: 'imports',
  subject: 'Import',
  label: { 'zh-CN': '导入记录', en: 'Imports' },
  menu: 'customers',
  position: 70,
  icon: 'Archive',
  title: 'fileName',
  source: shaped(ImportAdmin, { list: importList }),
  allowed: ({ state }) => (state === 'waiting' || state === 'running' ? ['cancel'] : []),
  defaultSort: '-createdAt',
  help: {
    'zh-CN': '每次导入的结果；未导入的行可以下载、修改后再次导入。',
    en: 'What became of each file; rows that did not come in can be downloaded, corrected and imported again.',
  },
  empty: { 'zh-CN': '还没有导入过客户', en: 'Nothing has been imported yet' },
  invites: {
    to: 'create',
    empty: { 'zh-CN': '还没有导入过客户，请打开“导入客户”页面', en: 'Nothing has been imported yet; open the page “Import customers”' },
  },
  showComponent: 'ImportResult',
  properties: [
    { name: 'createdAt', label: { 'zh-CN': '时间', en: 'Time' }, type: 'instant', in: ['list', 'show'], sort: 'createdAt' },
    { name: 'fileName', label: { 'zh-CN': '文件', en: 'File' }, type: 'string', in: ['list', 'show'] },
    { name: 'state', label: { 'zh-CN': '状态', en: 'State' }, type: 'choice', choices: states, in: ['list', 'show'], filter: 'state' },
    { name: 'totalRows', label: { 'zh-CN': '行数', en: 'Rows' }, type: 'number', in: ['list', 'show'] },
    { name: 'succeeded', label: { 'zh-CN': '成功', en: 'Succeeded' }, type: 'number', in: ['list', 'show'] },
    { name: 'duplicate', label: { 'zh-CN': '重复', en: 'Duplicates' }, type: 'number', in: ['list', 'show'] },
    { name: 'invalid', label: { 'zh-CN': '有误', en: 'Faulty' }, type: 'number', in: ['list', 'show'] },
  ],
  actions: [
    {
      name: 'cancel',
      kind: 'record',
      label: { 'zh-CN': '取消', en: 'Cancel' },
      permission: 'cancel',
      icon: 'XCircle',
      confirm: { 'zh-CN': '取消这次导入？已导入的客户会保留。', en: 'Cancel this import? Customers who are in stay in.' },
      method: 'cancel',
    },
  ],
});

export const importPage = adminPages.declare({
  name: 'imports',
  label: { 'zh-CN': '导入客户', en: 'Import customers' },
  menu: 'customers',
  position: 60,
  icon: 'Upload',
  permission: { action: 'create', subject: 'Import' },
  component: 'ImportWizard',
});
