import { defineJob, jobKinds } from '../../../platform/jobs/job-kind.js';

/** A changed rule, department, calendar or leave reaches customers already held. */
export const refreshDeadlines = defineJob<{ staffId: number | null }>('deadlines.refresh', {
  label: { 'zh-CN': '按新规则重算期限', en: 'Apply changed rules to deadlines' },
  transactional: false,
  runAs: 'system',
});

/** Folds what writers appended to the maintained totals. */
export const foldTotals = defineJob('customers.fold-totals', {
  label: { 'zh-CN': '汇总客户数', en: 'Fold the customer totals' },
  transactional: false,
  runAs: 'system',
});

export const deadlineJobs = jobKinds.declare([refreshDeadlines, foldTotals]);
