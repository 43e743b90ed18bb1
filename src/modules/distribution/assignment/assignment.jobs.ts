import { defineJob, jobKinds } from '../../../platform/jobs/job-kind.js';

/** Enqueued under one key: a run that is asked for while one waits or is under way joins it. */
export const distributionRun = defineJob('distribution.run', {
  label: { 'zh-CN': '自动分配', en: 'Distribute' },
  transactional: false,
  runAs: 'system',
});
export const DISTRIBUTION_KEY = 'distribution';

export const assignmentJobs = jobKinds.declare([distributionRun]);
