import { defineJob, jobKinds } from '../../../platform/jobs/job-kind.js';

/** Every minute. */
export const reclaimDue = defineJob('distribution.reclaim', {
  label: { 'zh-CN': '回收超期客户', en: 'Reclaim overdue customers' },
  transactional: false,
  runAs: 'system',
});

export const tellReclaimed = defineJob<{ at: number; turn: number }>('distribution.reclaim-tell', {
  label: { 'zh-CN': '通知原顾问', en: 'Tell former owners' },
  runAs: 'system',
});

/** Every few minutes. */
export const warnOwners = defineJob('distribution.warn', {
  label: { 'zh-CN': '到期预警', en: 'Warn of near deadlines' },
  transactional: false,
  runAs: 'system',
});

export const reclaimJobs = jobKinds.declare([reclaimDue, tellReclaimed, warnOwners]);
