import { z } from 'zod';
import { id, optionalText } from '../../../platform/http/fields.js';
import { defineRules } from '../../../platform/http/validation-messages.js';
import { line, optionalLine } from '../customer-fields.js';
import { isOneWay, selectionShape } from '../list/selection.dto.js';
import { tagKey } from '../tags/tag-key.js';

defineRules({
  'bulk.whom': {
    'zh-CN': '请给出客户编号列表（ids）或筛选条件（filters，全部客户用 {}）',
    en: 'Say whom: by ids, or by filters ({} for all customers)',
  },
  'bulk.nothing': { 'zh-CN': '没有要修改的内容', en: 'Nothing is to be changed' },
  'bulk.courses-one-way': { 'zh-CN': '设为（courseIds）与添加、移除课程只能选一种', en: 'Either set the courses, or add and remove some' },
  'bulk.receiver-twice': { 'zh-CN': '同一接收人出现了两次', en: 'A colleague is named twice' },
  'bulk.twice': { 'zh-CN': '同一项不能既添加又移除', en: 'The same is to be added and removed' },
});

const fields = {
  source: optionalLine(40),
  level: optionalLine(40),
  area: optionalLine(64),
  doNotCall: z.boolean().optional(),
  doNotMail: z.boolean().optional(),
};
const courses = () => z.array(id()).min(1).max(50).optional();
const tags = () => z.array(line(40)).min(1).max(50).optional();

const isNamed = ({ ids, filters, view }: { ids?: unknown; filters?: unknown; view?: unknown }) =>
  ids !== undefined || filters !== undefined || view !== undefined;
const disjoint = <T>(a: readonly T[] = [], b: readonly T[] = []) => !a.some((one) => b.includes(one));

/** What becomes of each of them: fields are set (null or the empty string clears), tags and courses are added and taken off. */
export const bulkEdit = z
  .strictObject({
    ...selectionShape,
    set: z.strictObject(fields).optional(),
    addTags: tags(),
    removeTags: tags(),
    addCourseIds: courses(),
    removeCourseIds: courses(),
    /** All that each of them shall have. */
    courseIds: z.array(id()).max(50).optional(),
  })
  .refine(isNamed, { error: 'bulk.whom' })
  .refine(isOneWay, { error: 'selection.both' })
  .refine(
    ({ set, addTags, removeTags, addCourseIds, removeCourseIds, courseIds }) =>
      Object.values(set ?? {}).some((value) => value !== undefined) ||
      !!(addTags ?? removeTags ?? addCourseIds ?? removeCourseIds ?? courseIds),
    { error: 'bulk.nothing' },
  )
  .refine(({ courseIds, addCourseIds, removeCourseIds }) => !courseIds || !(addCourseIds ?? removeCourseIds), {
    error: 'bulk.courses-one-way',
    path: ['courseIds'],
  })
  .refine(({ addTags, removeTags }) => disjoint(addTags?.map(tagKey), removeTags?.map(tagKey)), {
    error: 'bulk.twice',
    path: ['removeTags'],
  })
  .refine(({ addCourseIds, removeCourseIds }) => disjoint(addCourseIds, removeCourseIds), {
    error: 'bulk.twice',
    path: ['removeCourseIds'],
  });
export type BulkEdit = z.output<typeof bulkEdit>;

/** All to the one colleague, or evenly to several, in turn. */
export const bulkAssign = z
  .strictObject({
    ...selectionShape,
    toStaffIds: z
      .array(id())
      .min(1)
      .max(50)
      .refine((ids) => new Set(ids).size === ids.length, { error: 'bulk.receiver-twice' }),
    reason: optionalText(255),
    override: z.boolean().optional(),
  })
  .refine(isNamed, { error: 'bulk.whom' })
  .refine(isOneWay, { error: 'selection.both' });
export type BulkAssign = z.output<typeof bulkAssign>;

export const EDIT_EXAMPLE = { filters: { source: 'baidu', level: 'normal' }, set: { level: 'important' }, addTags: ['展会'] };
export const ASSIGN_EXAMPLE = { ids: [17, 18, 19], toStaffIds: [4, 5], reason: '顾问调岗' };
