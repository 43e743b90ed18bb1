import { defineJob, jobKinds } from '../../platform/jobs/job-kind.js';

/** Removes for good what has lain in the recycle bin for 30 days. */
export const emptyRecycleBin = defineJob('customers.empty-bin', {
  label: { 'zh-CN': '清空到期的回收站', en: 'Empty the recycle bin' },
  transactional: false,
  runAs: 'system',
});

/** Reminds of follow-ups that were planned for now. */
export const remindFollowUps = defineJob('customers.remind', {
  label: { 'zh-CN': '提醒计划中的跟进', en: 'Remind of planned follow-ups' },
  transactional: false,
  runAs: 'system',
});

export const customerJobs = jobKinds.declare([emptyRecycleBin, remindFollowUps]);
