import { defineJob, jobKinds } from '../../../platform/jobs/job-kind.js';

/** What is kept for undoing a merge is personal: it goes when the undo does. */
export const forgetMerges = defineJob('customers.forget-merges', {
  label: { 'zh-CN': '清除过期的合并记录', en: 'Forget what is kept for undoing merges' },
  transactional: false,
  runAs: 'system',
});

export const mergeJobs = jobKinds.declare([forgetMerges]);
