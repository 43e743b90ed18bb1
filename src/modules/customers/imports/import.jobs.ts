import { defineJob } from '../../../platform/jobs/job-kind.js';

export const importRun = defineJob<{ importId: number }>('customers.import', {
  label: { 'zh-CN': '导入客户', en: 'Import customers' },
  transactional: false,
});
