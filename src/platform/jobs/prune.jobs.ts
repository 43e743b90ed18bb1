import { defineJob, jobKinds } from './job-kind.js';

export const pruneJobsJob = defineJob('jobs.prune', {
  label: { 'zh-CN': '清理已完成的任务', en: 'Remove old finished jobs' },
  transactional: false,
  runAs: 'system',
});

export const pruneJobs = jobKinds.declare([pruneJobsJob]);
