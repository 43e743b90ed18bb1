import { Injectable } from '@nestjs/common';
import { adminResources } from '../admin/admin-resource.js';
import type { AdminListQuery, AdminOutcome, AdminRow, AdminSource } from '../admin/admin-source.js';
import { Context } from '../context/context.js';
import { say } from '../context/language.js';
import { commonErrors } from '../errors/common.errors.js';
import { ValidationPipe } from '../http/validation.pipe.js';
import { Scope } from '../permissions/scope.js';
import { whenText } from './cron-words.js';
import { scheduleBody } from './jobs.dto.js';
import { ScheduleBoard } from './schedule-board.service.js';

/** Schedules have names; the back office wants numbers: the place on the page that lists them. */
@Injectable()
export class SchedulesAdmin implements AdminSource {
  constructor(
    private readonly board: ScheduleBoard,
    private readonly scope: Scope,
    private readonly context: Context,
    private readonly validation: ValidationPipe,
  ) {}

  async list({ page, pageSize }: AdminListQuery) {
    const rows = await this.rows();
    return { items: rows.slice((page - 1) * pageSize, page * pageSize), total: rows.length };
  }

  async get(id: number): Promise<AdminRow> {
    const row = (await this.rows())[id - 1];
    if (!row) throw commonErrors['not-found']();
    return row;
  }

  async update(id: number, values: Record<string, unknown>): Promise<AdminRow> {
    this.scope.demand('update', 'Schedule');
    const { name } = await this.get(id);
    await this.board.change(String(name), await this.validation.parse(scheduleBody, values));
    return this.get(id);
  }

  async run(ids: readonly number[]): Promise<AdminOutcome> {
    this.scope.demand('run', 'Schedule');
    for (const id of ids) await this.board.run(String((await this.get(id))['name']));
    return { message: { 'zh-CN': '已排队运行', en: 'It will run now' } };
  }

  private async rows(): Promise<AdminRow[]> {
    this.scope.demand('read', 'Schedule');
    return (await this.board.all()).map((schedule, index) => ({
      ...schedule,
      id: index + 1,
      label: say(schedule.label, this.context.language),
      when: whenText(schedule.cron, this.context.language),
    }));
  }
}

export const schedulesAdmin = adminResources.declare({
  id: 'schedules',
  subject: 'Schedule',
  label: { 'zh-CN': '定时任务', en: 'Schedules' },
  menu: 'system',
  position: 90,
  icon: 'Clock',
  title: 'label',
  source: SchedulesAdmin,
  help: { 'zh-CN': '系统自己定期做的事。', en: 'What the system does by itself again and again.' },
  invites: {
    to: 'update',
    help: {
      'zh-CN': '系统自己定期做的事；可以改时间、暂停，或立即运行一次。',
      en: 'What the system does by itself again and again; its time can be changed, it can be paused, or run at once.',
    },
  },
  properties: [
    { name: 'label', label: { 'zh-CN': '任务', en: 'Job' }, type: 'string', in: ['list', 'show'] },
    { name: 'when', label: { 'zh-CN': '时间', en: 'When' }, type: 'string', in: ['list', 'show'] },
    {
      name: 'cron',
      label: { 'zh-CN': '时间设置', en: 'Set to' },
      type: 'string',
      in: ['list', 'show', 'edit'],
      help: {
        'zh-CN': '分 时 日 月 周，业务时区。例如 30 9 * * 1-5 为周一至周五 09:30；留空恢复默认。',
        en: 'Minute hour day month weekday, in the business time zone: 30 9 * * 1-5 is 09:30 from Monday to Friday. Empty: the default.',
      },
    },
    { name: 'defaultCron', label: { 'zh-CN': '默认设置', en: 'Default' }, type: 'string', in: ['show'] },
    { name: 'name', label: { 'zh-CN': '代码', en: 'Code' }, type: 'string', in: ['show'] },
    { name: 'paused', label: { 'zh-CN': '暂停', en: 'Paused' }, type: 'boolean', in: ['list', 'show', 'edit'] },
    { name: 'lastSlotAt', label: { 'zh-CN': '上次', en: 'Last' }, type: 'instant', in: ['list', 'show'] },
    { name: 'nextSlotAt', label: { 'zh-CN': '下次', en: 'Next' }, type: 'instant', in: ['list', 'show'] },
  ],
  actions: [{ name: 'run', kind: 'record', label: { 'zh-CN': '立即运行', en: 'Run now' }, permission: 'run', icon: 'Play', method: 'run' }],
});
