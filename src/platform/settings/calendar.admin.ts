import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { adminResources } from '../admin/admin-resource.js';
import type { AdminListQuery, AdminRow, AdminSource } from '../admin/admin-source.js';
import { commonErrors } from '../errors/common.errors.js';
import { ValidationPipe } from '../http/validation.pipe.js';
import { Scope } from '../permissions/scope.js';
import { CalendarYears } from './calendar-years.service.js';
import { slice } from './settings.admin.js';
import { dayChange, dayParam, yearParam, yearUpload } from './settings.dto.js';

const newDay = dayChange.extend(dayParam.shape);
const uploadForm = yearParam.extend({ csv: z.string().max(50_000) });

@Injectable()
export class CalendarAdmin implements AdminSource {
  constructor(
    private readonly years: CalendarYears,
    private readonly scope: Scope,
    private readonly validation: ValidationPipe,
  ) {}

  async list(query: AdminListQuery) {
    this.scope.demand('read', 'Calendar');
    const year = Number(query.filters['year']);
    const days = await this.years.list(Number.isInteger(year) && year > 0 ? year : undefined);
    return slice<AdminRow>(days.map((day) => ({ ...day })).reverse(), query);
  }

  async get(id: number): Promise<AdminRow> {
    this.scope.demand('read', 'Calendar');
    const day = (await this.years.list()).find((candidate) => candidate.id === id);
    if (!day) throw commonErrors['not-found']();
    return { ...day };
  }

  async create(values: Record<string, unknown>): Promise<AdminRow> {
    this.scope.demand('update', 'Calendar');
    const { day, ...given } = await this.validation.parse(newDay, values);
    await this.years.put(day, given);
    const made = (await this.years.list()).find((candidate) => candidate.day === day);
    return this.get(made?.id ?? 0);
  }

  async update(id: number, values: Record<string, unknown>): Promise<AdminRow> {
    this.scope.demand('update', 'Calendar');
    const { day, kind, name } = await this.get(id);
    await this.years.put(String(day), await this.validation.parse(dayChange, { kind, name, ...values }));
    return this.get(id);
  }

  async remove(id: number): Promise<void> {
    this.scope.demand('update', 'Calendar');
    const { day } = await this.get(id);
    await this.years.remove(String(day));
  }

  async upload(_ids: readonly number[], inputs: Record<string, unknown>) {
    this.scope.demand('update', 'Calendar');
    const { year, csv } = await this.validation.parse(uploadForm, inputs);
    const days = await this.years.upload(year, await this.validation.parse(yearUpload, { csv }));
    return { message: { 'zh-CN': `${year} 年共 ${days.length} 天`, en: `${days.length} days of ${year}` } };
  }
}

export const calendarAdmin = adminResources.declare({
  id: 'calendar-days',
  subject: 'Calendar',
  label: { 'zh-CN': '工作日历', en: 'Business calendar' },
  menu: 'system',
  position: 70,
  icon: 'Calendar',
  title: 'day',
  source: CalendarAdmin,
  help: {
    'zh-CN': '法定节假日与调休上班日。未列出的日子按星期计算。',
    en: 'Public holidays and weekend days that are worked. Other days go by their weekday.',
  },
  empty: {
    'zh-CN': '还没有登记节假日：目前期限只按周一至周五计算。',
    en: 'No holidays are known yet: deadlines count Monday to Friday only.',
  },
  invites: {
    to: 'update',
    help: {
      'zh-CN': '法定节假日与调休上班日。未列出的日子按星期计算；每年公布后请上传。',
      en: 'Public holidays and weekend days that are worked. Other days go by their weekday; upload each year when it is published.',
    },
    empty: {
      'zh-CN': '还没有登记节假日：目前期限只按周一至周五计算。请上传当年公布的放假安排，或新建单日。',
      en: 'No holidays are known yet: deadlines count Monday to Friday only. Upload the published holidays of the year, or enter single days.',
    },
  },
  properties: [
    { name: 'day', label: { 'zh-CN': '日期', en: 'Day' }, type: 'day', in: ['list', 'show', 'new'], required: true },
    {
      name: 'kind',
      label: { 'zh-CN': '类型', en: 'Kind' },
      type: 'choice',
      required: true,
      choices: [
        { value: 'holiday', label: { 'zh-CN': '休息', en: 'Holiday' } },
        { value: 'workday', label: { 'zh-CN': '上班', en: 'Working day' } },
      ],
    },
    { name: 'name', label: { 'zh-CN': '名称', en: 'Name' }, type: 'string', required: true },
    { name: 'year', label: { 'zh-CN': '年份', en: 'Year' }, type: 'number', in: [], filter: 'year' },
  ],
  actions: [
    {
      name: 'upload',
      kind: 'resource',
      label: { 'zh-CN': '上传年度日历', en: 'Upload a year' },
      permission: 'update',
      icon: 'Upload',
      method: 'upload',
      inputs: [
        { name: 'year', label: { 'zh-CN': '年份', en: 'Year' }, type: 'number', required: true },
        {
          name: 'csv',
          label: { 'zh-CN': '日期列表', en: 'Days' },
          type: 'text',
          required: true,
          help: { 'zh-CN': '每行：2026-10-01,holiday,国庆节', en: 'Each line: 2026-10-01,holiday,National Day' },
        },
      ],
    },
  ],
});
