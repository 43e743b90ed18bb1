import type { Text } from '../../../platform/context/language.js';
import { defineErrors } from '../../../platform/errors/domain-error.js';
import { defineRules } from '../../../platform/http/validation-messages.js';

export const mergeErrors = defineErrors({
  'merge.two': { status: 400, text: { 'zh-CN': '请选择正好两个客户', en: 'Choose exactly two customers' } },
  'customer.merge-status': {
    status: 409,
    text: {
      'zh-CN': '请保留“{keep}”的那一条记录（状态更靠后的客户不能并入其他客户）',
      en: 'Keep the record of {keep} instead: a customer who is enrolled, or still open, is not merged into one who is not',
    },
  },
  'merge.claim-first': {
    status: 409,
    text: {
      'zh-CN': '其中一位客户在公海，请先领取再合并',
      en: 'One of the two is in the public pool: claim it first, then merge',
    },
  },
  'merge.not-yet': {
    status: 409,
    text: {
      'zh-CN': '另一位客户等待自动分配，不能并入您名下的客户；请由运营或您的上级合并',
      en: 'The other record waits for distribution and cannot become part of a customer of yours; ask operations or somebody who manages you',
    },
  },
  'merge.reopen-first': {
    status: 409,
    text: {
      'zh-CN': '同事的客户已按流失关闭，不能并入您名下已关闭的客户；请先重新打开其中一位',
      en: 'A colleague’s customer who is closed as lost does not become part of a closed one of yours: reopen one of the two first',
    },
  },
  'merge.lost-before': {
    status: 409,
    text: {
      'zh-CN': '{who}曾失去另一位客户，{until}不能再次持有。请保留另一条记录，或先由主管转交',
      en: '{who} lost the other customer before and may not have that one again {until}. Keep the other record, or have a manager hand it over first',
    },
  },
  'merge.unseen': {
    status: 403,
    text: {
      'zh-CN': '您无权查看另一条记录的{what}，合并后却能看到；请由能查看的同事合并',
      en: 'You may not see this of the other record, and would after the merge: {what}. Ask a colleague who may',
    },
  },
  'merge.undone': { status: 409, text: { 'zh-CN': '该合并已撤销', en: 'This merge has been undone' } },
  'merge.undo-expired': {
    status: 409,
    text: { 'zh-CN': '合并已超过 30 天，不能撤销', en: 'The merge is more than 30 days old and cannot be undone' },
  },
  'merge.undo-first': {
    status: 409,
    text: {
      'zh-CN': '保留的客户后来又并入了其他客户，请先撤销那次合并',
      en: 'The customer who was kept has been merged himself since; undo that first',
    },
  },
  'merge.undo-taken': {
    status: 409,
    text: {
      'zh-CN': '被合并客户的{fields}已被其他客户使用，不能撤销',
      en: 'Another customer has the {fields} of the merged record by now; it cannot be undone',
    },
  },
});

defineRules({
  'merge.same': { 'zh-CN': '不能与自己合并', en: 'A customer cannot be merged with himself' },
  'merge.choice': { 'zh-CN': '只有备注可以两者都保留', en: 'Only notes can be kept from both' },
});

/** What somebody may not see of a record, for people. */
export const UNSEEN = {
  data: { 'zh-CN': '完整联系方式', en: 'contact data in full' },
  Contact: { 'zh-CN': '联系人', en: 'contacts' },
  Interaction: { 'zh-CN': '跟进记录', en: 'interactions' },
} as const;

/** What moves, for people. */
export const MOVED_LABELS: Readonly<Record<string, Text>> = {
  contact: { 'zh-CN': '联系人', en: 'contacts' },
  interaction: { 'zh-CN': '跟进记录', en: 'interactions' },
  ownership: { 'zh-CN': '归属记录', en: 'times owned' },
  tag: { 'zh-CN': '标签', en: 'tags' },
  course: { 'zh-CN': '咨询课程', en: 'courses asked about' },
  referral: { 'zh-CN': '转介绍的客户', en: 'customers he brought' },
  merge: { 'zh-CN': '先前的合并', en: 'earlier merges' },
};
