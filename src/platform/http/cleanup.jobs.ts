import { defineJob, jobKinds } from '../jobs/job-kind.js';

export const cleanUpJob = defineJob('house.clean-up', {
  label: { 'zh-CN': '清理过期请求记录与无主文件', en: 'Remove old request records and files nobody refers to' },
  transactional: false,
  runAs: 'system',
});

export const cleanUpJobs = jobKinds.declare([cleanUpJob]);
