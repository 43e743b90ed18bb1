import { defineJob, jobKinds } from '../../../platform/jobs/job-kind.js';

export const exportRun = defineJob<{ exportId: number }>('customers.export', {
  label: { 'zh-CN': '导出客户', en: 'Export customers' },
  transactional: false,
  attempts: 3,
});

export const forgetExports = defineJob('customers.forget-exports', {
  label: { 'zh-CN': '清除过期的导出文件', en: 'Remove the files of old exports' },
  transactional: false,
  runAs: 'system',
});

export const exportJobs = jobKinds.declare([exportRun, forgetExports]);
