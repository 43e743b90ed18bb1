import { Injectable } from '@nestjs/common';
import { adminResources } from '../admin/admin-resource.js';
import { type AdminRow, shaped } from '../admin/admin-source.js';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import { Scope } from '../permissions/scope.js';
import { AuditLog } from './audit-log.service.js';
import { AuditNames } from './audit-names.js';
import { AuditText } from './audit-text.js';
import { AuditWords } from './audit-words.js';
import { auditQuery, type AuditQuery, type AuditView } from './audit.dto.js';

@Injectable()
export class AuditAdmin {
  constructor(
    private readonly log: AuditLog,
    private readonly scope: Scope,
    private readonly words: AuditWords,
    private readonly text: AuditText,
    private readonly names: AuditNames,
    private readonly context: Context,
  ) {}

  async list({ subject, subjectId, ...query }: AuditQuery) {
    this.scope.demand('read', 'AuditEntry');
    const { items, total } = await this.log.page({
      ...query,
      ...(subjectId ? this.names.named(subjectId) : {}),
      ...(subject ? { subject: this.words.subjectNamed(subject) } : {}),
    });
    const names = await this.names.of(items);
    return { items: items.map((view) => this.row(view, names)), total };
  }

  async get(id: number): Promise<AdminRow> {
    this.scope.demand('read', 'AuditEntry');
    const view = await this.log.get(id);
    const { subject, subjectId, changes, detail } = view;
    return {
      ...this.row(view, await this.names.of([view])),
      record: this.text.address(subject, subjectId),
      changes: await this.text.changes(subject, changes),
      detail: detail && (await this.text.detail(subject, detail)),
    };
  }

  async reveal(ids: readonly number[]) {
    this.scope.demand('reveal', 'AuditEntry');
    const [id] = ids;
    if (id === undefined) throw commonErrors['not-found']();
    const { subject, changes, erased } = await this.log.reveal(id);
    const message = erased
      ? { 'zh-CN': '个人信息已被清除', en: 'The personal values were erased' }
      : { 'zh-CN': '查看行为已记入日志', en: 'That you looked has been logged' };
    return { message, detail: await this.text.changes(subject, changes), redirect: `/admin/resources/audit/records/${id}/show` };
  }

  private row(view: AuditView, names: ReadonlyMap<string, string>): AdminRow {
    const { actor, subject, subjectId, action } = view;
    const name = names.get(`${subject}/${subjectId}`) ?? null;
    const number = this.names.number(subject, subjectId);
    const what = this.words.subject(subject);
    const record = name?.startsWith(what) ? name : `${what} ${name ?? number ?? subjectId}`;
    return {
      ...view,
      subject: what,
      subjectId: number,
      name,
      action: this.words.action(subject, action),
      actionCode: action,
      title: `${this.words.action(subject, action)} · ${record}`,
      actorName: actor?.kind === 'system' ? SYSTEM[this.context.language] : (actor?.name ?? null),
    };
  }
}

const SYSTEM = { 'zh-CN': '系统', en: 'System' } as const;

const sources = [
  { value: 'api', label: { 'zh-CN': '接口', en: 'API' } },
  { value: 'admin', label: { 'zh-CN': '后台', en: 'Back office' } },
  { value: 'portal', label: { 'zh-CN': '门户', en: 'Portal' } },
  { value: 'job', label: { 'zh-CN': '任务', en: 'Job' } },
  { value: 'import', label: { 'zh-CN': '导入', en: 'Import' } },
  { value: 'system', label: { 'zh-CN': '系统', en: 'System' } },
] as const;

export const auditAdmin = adminResources.declare({
  id: 'audit',
  subject: 'AuditEntry',
  label: { 'zh-CN': '操作日志', en: 'Change log' },
  menu: 'system',
  position: 40,
  icon: 'List',
  title: 'title',
  source: shaped(AuditAdmin, { list: auditQuery }),
  allowed: (row) => ((row['personalFields'] as string[]).length ? ['reveal'] : []),
  defaultSort: '-occurredAt',
  help: { 'zh-CN': '谁在何时何处修改了什么；日志只增不改。', en: 'Who changed what, when and from where; nothing here can be changed.' },
  empty: { 'zh-CN': '没有符合条件的日志', en: 'No entry matches' },
  properties: [
    { name: 'occurredAt', label: { 'zh-CN': '时间', en: 'Time' }, type: 'instant', in: ['list', 'show'], sort: 'occurredAt' },
    { name: 'title', label: { 'zh-CN': '记录', en: 'Entry' }, type: 'string', in: [] },
    { name: 'actorName', label: { 'zh-CN': '操作人', en: 'Who' }, type: 'string', in: ['list', 'show'] },
    { name: 'actorId', label: { 'zh-CN': '操作人', en: 'Who' }, type: 'reference', reference: 'staff', in: [], filter: 'actorId' },
    { name: 'subject', label: { 'zh-CN': '对象', en: 'Subject' }, type: 'string', in: ['list', 'show'], filter: 'subject' },
    { name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, type: 'string', in: ['list', 'show'], field: 'subjectId' },
    { name: 'subjectId', label: { 'zh-CN': '对象编号', en: 'Id' }, type: 'string', in: ['list', 'show'], filter: 'subjectId' },
    { name: 'action', label: { 'zh-CN': '操作', en: 'Action' }, type: 'string', in: ['list', 'show'] },
    {
      name: 'actionCode',
      label: { 'zh-CN': '操作代码', en: 'Code of the action' },
      type: 'string',
      in: ['show'],
      filter: 'action',
      field: 'action',
    },
    { name: 'source', label: { 'zh-CN': '来源', en: 'Door' }, type: 'choice', choices: sources, in: ['list', 'show'], filter: 'source' },
    { name: 'address', label: { 'zh-CN': '地址', en: 'Address' }, type: 'string', in: ['show'] },
    { name: 'requestId', label: { 'zh-CN': '请求编号', en: 'Request id' }, type: 'string', in: ['show'], filter: 'requestId' },
    { name: 'record', label: { 'zh-CN': '打开对象', en: 'The record' }, type: 'string', in: ['show'] },
    { name: 'changes', label: { 'zh-CN': '变更', en: 'Changes' }, type: 'text', in: ['show'] },
    { name: 'detail', label: { 'zh-CN': '详情', en: 'Detail' }, type: 'text', in: ['show'] },
    { name: 'from', label: { 'zh-CN': '起始日期', en: 'From' }, type: 'day', in: [], filter: 'from' },
    { name: 'to', label: { 'zh-CN': '截止日期', en: 'Until' }, type: 'day', in: [], filter: 'to' },
  ],
  actions: [
    {
      name: 'reveal',
      kind: 'record',
      label: { 'zh-CN': '查看个人信息', en: 'Show personal values' },
      permission: 'reveal',
      icon: 'Eye',
      confirm: { 'zh-CN': '查看个人信息会记入日志，是否继续？', en: 'Looking at personal values is logged. Go on?' },
      method: 'reveal',
    },
  ],
});
