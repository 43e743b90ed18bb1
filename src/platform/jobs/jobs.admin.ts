import { Injectable } from '@nestjs/common';
import { adminResources } from '../admin/admin-resource.js';
import { type AdminOutcome, type AdminRow, shaped } from '../admin/admin-source.js';
import { AuditText } from '../audit/audit-text.js';
import { Context } from '../context/context.js';
import { say } from '../context/language.js';
import { JobBoard } from './job-board.service.js';
import { jobQuery, type JobQuery, type JobView } from './jobs.dto.js';

/** Jobs on screen: what runs, what waits, and the dead letters, which can be tried again. */
@Injectable()
export class JobsAdmin {
  constructor(
    private readonly board: JobBoard,
    private readonly text: AuditText,
    private readonly context: Context,
  ) {}

  async list(query: JobQuery) {
    const { items, total } = await this.board.page({ ...query, routine: query.routine ?? false });
    return { items: items.map(row), total };
  }

  async get(id: number): Promise<AdminRow> {
    const job = await this.board.get(id);
    const { startedBy } = job;
    return {
      ...row(job),
      ...('result' in job ? { result: job.result && (await this.text.detail('Job', job.result)) } : {}),
      ...(startedBy ? { starter: await this.starter(startedBy) } : {}),
    };
  }

  private async starter({ kind, id }: NonNullable<JobView['startedBy']>): Promise<string> {
    return kind === 'system' ? say(SYSTEM, this.context.language) : this.text.person(kind, id);
  }

  async cancel(ids: readonly number[]): Promise<AdminOutcome> {
    for (const id of ids) await this.board.cancel(id);
    return { message: { 'zh-CN': '已请求取消', en: 'Told to stop' } };
  }

  async retry(ids: readonly number[]): Promise<AdminOutcome> {
    for (const id of ids) await this.board.retry(id);
    return { message: { 'zh-CN': '已重新排队', en: 'Waiting again' } };
  }
}

function allowed({ state }: AdminRow): readonly string[] {
  if (state === 'waiting' || state === 'running') return ['cancel'];
  return state === 'failed' || state === 'cancelled' ? ['retry'] : [];
}

const SYSTEM = { 'zh-CN': '系统', en: 'System' } as const;

function row({ progress, ...job }: JobView): AdminRow {
  const share =
    progress && (progress.percent === null ? String(progress.done) : `${progress.done} / ${progress.total} (${progress.percent} %)`);
  return { ...job, progress: share };
}

const states = [
  { value: 'waiting', label: { 'zh-CN': '等待', en: 'Waiting' } },
  { value: 'running', label: { 'zh-CN': '运行中', en: 'Running' } },
  { value: 'done', label: { 'zh-CN': '完成', en: 'Done' } },
  { value: 'failed', label: { 'zh-CN': '失败', en: 'Failed' } },
  { value: 'cancelled', label: { 'zh-CN': '已取消', en: 'Cancelled' } },
] as const;

export const jobsAdmin = adminResources.declare({
  id: 'jobs',
  subject: 'Job',
  label: { 'zh-CN': '后台任务', en: 'Jobs' },
  menu: 'system',
  position: 80,
  icon: 'Activity',
  title: 'label',
  source: shaped(JobsAdmin, { list: jobQuery }),
  allowed,
  defaultSort: '-createdAt',
  listComponent: 'JobList',
  help: { 'zh-CN': '导入、分配、回收、发送等后台任务。', en: 'Imports, distribution, reclaim, messages and so on.' },
  invites: {
    to: 'retry',
    help: {
      'zh-CN': '导入、分配、回收、发送等后台任务；失败的可以重试。',
      en: 'Imports, distribution, reclaim, messages and so on; failed ones can be tried again.',
    },
  },
  empty: { 'zh-CN': '没有任务', en: 'There are no jobs' },
  properties: [
    { name: 'label', label: { 'zh-CN': '任务', en: 'Job' }, type: 'string', field: 'kind', in: ['list', 'show'] },
    { name: 'kind', label: { 'zh-CN': '代码', en: 'Code' }, type: 'string', in: ['show'], filter: 'kind' },
    { name: 'state', label: { 'zh-CN': '状态', en: 'State' }, type: 'choice', choices: states, in: ['list', 'show'], filter: 'state' },
    {
      name: 'routine',
      label: { 'zh-CN': '例行任务', en: 'Routine runs' },
      type: 'boolean',
      field: 'kind',
      in: [],
      filter: 'routine',
      unasked: true,
    },
    { name: 'progress', label: { 'zh-CN': '进度', en: 'Progress' }, type: 'string', field: 'state', in: ['list', 'show'] },
    { name: 'failures', label: { 'zh-CN': '失败次数', en: 'Failures' }, type: 'number', field: 'state', in: ['list', 'show'] },
    { name: 'error', label: { 'zh-CN': '错误', en: 'Error' }, type: 'text', field: 'state', in: ['show'] },
    { name: 'result', label: { 'zh-CN': '结果', en: 'Result' }, type: 'text', field: 'state', in: ['show'] },
    { name: 'starter', label: { 'zh-CN': '发起人', en: 'Started by' }, type: 'string', field: 'actorId', in: ['show'] },
    { name: 'runAt', label: { 'zh-CN': '计划时间', en: 'Planned for' }, type: 'instant', field: null, in: ['show'], sort: 'runAt' },
    {
      name: 'createdAt',
      label: { 'zh-CN': '创建时间', en: 'Created' },
      type: 'instant',
      field: null,
      in: ['list', 'show'],
      sort: 'createdAt',
    },
    {
      name: 'finishedAt',
      label: { 'zh-CN': '结束时间', en: 'Ended' },
      type: 'instant',
      field: 'state',
      in: ['list', 'show'],
      sort: 'finishedAt',
    },
  ],
  actions: [
    {
      name: 'cancel',
      kind: 'record',
      label: { 'zh-CN': '取消', en: 'Cancel' },
      permission: 'cancel',
      icon: 'XCircle',
      confirm: { 'zh-CN': '取消这个任务？', en: 'Cancel this job?' },
      method: 'cancel',
    },
    { name: 'retry', kind: 'record', label: { 'zh-CN': '重试', en: 'Try again' }, permission: 'retry', icon: 'RotateCw', method: 'retry' },
  ],
});
