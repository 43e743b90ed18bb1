import { Injectable } from '@nestjs/common';
import { adminPages } from '../../../platform/admin/admin-page.js';
import { adminResources } from '../../../platform/admin/admin-resource.js';
import { type AdminOutcome, type AdminRow, shaped } from '../../../platform/admin/admin-source.js';
import { changeSetList, type ChangeSetList, type ChangeSetView } from './change.dto.js';
import { ChangeSets } from './change-set.service.js';

const rowOf = (view: ChangeSetView): AdminRow =>
  ({ ...view, createdBy: view.createdByName, undone: view.undo === null ? 'no' : view.undo.state }) as unknown as AdminRow;

/** What was done to many customers, on screen; it is begun from their list. */
@Injectable()
export class ChangeAdmin {
  constructor(private readonly sets: ChangeSets) {}

  async list(query: ChangeSetList) {
    const { items, total } = await this.sets.list(query);
    return { items: items.map(rowOf), total };
  }

  async get(id: number): Promise<AdminRow> {
    return rowOf(await this.sets.get(id));
  }

  async cancel(ids: readonly number[]): Promise<AdminOutcome> {
    for (const id of ids) await this.sets.cancel(id);
    return { message: { 'zh-CN': '已停止，已完成的部分保留', en: 'Stopped; what is done stays' } };
  }
}

const kinds = [
  { value: 'edit', label: { 'zh-CN': '修改', en: 'Edit' } },
  { value: 'assign', label: { 'zh-CN': '转交', en: 'Hand-over' } },
  { value: 'import', label: { 'zh-CN': '导入', en: 'Import' } },
] as const;
const states = [
  { value: 'waiting', label: { 'zh-CN': '排队中', en: 'Waiting' } },
  { value: 'running', label: { 'zh-CN': '进行中', en: 'Running' } },
  { value: 'done', label: { 'zh-CN': '完成', en: 'Done' } },
  { value: 'cancelled', label: { 'zh-CN': '已停止', en: 'Stopped' } },
  { value: 'failed', label: { 'zh-CN': '出错', en: 'Failed' } },
] as const;
const undone = [
  { value: 'no', label: { 'zh-CN': '', en: '' } },
  { value: 'waiting', label: { 'zh-CN': '等待撤销', en: 'About to be undone' } },
  { value: 'running', label: { 'zh-CN': '撤销中', en: 'Being undone' } },
  { value: 'done', label: { 'zh-CN': '已撤销', en: 'Undone' } },
  { value: 'cancelled', label: { 'zh-CN': '撤销已停止', en: 'Undo stopped' } },
  { value: 'failed', label: { 'zh-CN': '撤销出错', en: 'Undo failed' } },
] as const;

export const changeSetResource = adminResources.declare({
  id: 'change-sets',
  subject: 'ChangeSet',
  label: { 'zh-CN': '批量操作记录', en: 'Bulk changes' },
  menu: 'customers',
  position: 77,
  icon: 'Layers',
  title: 'what',
  source: shaped(ChangeAdmin, { list: changeSetList }),
  allowed: ({ state, undone: undo }) => ([state, undo].some((one) => one === 'waiting' || one === 'running') ? ['cancel'] : []),
  defaultSort: '-createdAt',
  help: {
    'zh-CN': '对许多客户一次做的修改和转交，以及可撤销的导入：谁、何时、多少。30 天内可以撤销，之后又改过的保持不变并逐项列出。',
    en: 'What was changed, handed over or imported for many customers at once: by whom, when, how many. It can be undone for 30 days; what was changed since stays and is listed.',
  },
  empty: {
    'zh-CN': '还没有批量操作：在“客户”列表勾选几行，或选中全部符合条件的客户，再点“批量修改”或“批量转交”。',
    en: 'Nothing yet: tick rows in the list of customers, or choose all that match, then “Edit many” or “Hand many over”.',
  },
  showComponent: 'ChangeSetPage',
  properties: [
    { name: 'createdAt', label: { 'zh-CN': '时间', en: 'Time' }, type: 'instant', in: ['list', 'show'], sort: 'createdAt' },
    { name: 'createdBy', label: { 'zh-CN': '操作人', en: 'By' }, type: 'string', in: ['list', 'show'] },
    { name: 'kind', label: { 'zh-CN': '类型', en: 'Kind' }, type: 'choice', choices: kinds, in: ['list', 'show'], filter: 'kind' },
    { name: 'what', label: { 'zh-CN': '内容', en: 'What' }, type: 'string', in: ['list', 'show'] },
    { name: 'changed', label: { 'zh-CN': '已修改', en: 'Changed' }, type: 'number', in: ['list', 'show'] },
    { name: 'refused', label: { 'zh-CN': '未修改', en: 'Refused' }, type: 'number', in: ['list', 'show'] },
    { name: 'state', label: { 'zh-CN': '状态', en: 'State' }, type: 'choice', choices: states, in: ['list', 'show'], filter: 'state' },
    { name: 'undone', label: { 'zh-CN': '撤销', en: 'Undo' }, type: 'choice', choices: undone, in: ['list', 'show'] },
    { name: 'createdById', label: { 'zh-CN': '操作人', en: 'By' }, type: 'reference', reference: 'staff', in: [], filter: 'createdById' },
  ],
  actions: [
    {
      name: 'cancel',
      kind: 'record',
      label: { 'zh-CN': '停止', en: 'Stop' },
      permission: 'undo',
      icon: 'XCircle',
      confirm: { 'zh-CN': '停止？已完成的部分会保留。', en: 'Stop it? What is done stays.' },
      method: 'cancel',
    },
  ],
});

export const changePage = adminPages.declare({
  name: 'bulk-change',
  label: { 'zh-CN': '批量处理客户', en: 'Change many customers' },
  // its verbs ask for their own rights: who may only hand over comes here as well, and without this he could not follow the job
  permission: { action: 'read', subject: 'ChangeSet' },
  component: 'BulkChange',
});
