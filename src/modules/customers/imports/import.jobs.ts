import { defineJob, jobKinds } from '../../../platform/jobs/job-kind.js';

export const importRun = defineJob<{ importId: number }>('customers.import', {
  label: { 'zh-CN': '导入客户', en: 'Import customers' },
  transactional: false,
});

export const settleImports = defineJob('customers.settle-imports', {
  label: { 'zh-CN': '结束任务已停止的导入', en: 'End imports whose job has ended' },
  transactional: false,
  runAs: 'system',
});

export const forgetImports = defineJob('customers.forget-imports', {
  label: { 'zh-CN': '清除旧导入的文件和内容', en: 'Remove files and contents of old imports' },
  transactional: false,
  runAs: 'system',
});

export const importJobs = jobKinds.declare([importRun, settleImports, forgetImports]);
