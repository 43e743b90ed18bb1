import { defineJob, jobKinds } from '../../../platform/jobs/job-kind.js';

export const changeRun = defineJob<{ setId: number }>('customers.change', {
  label: { 'zh-CN': '批量修改客户', en: 'Change many customers' },
  transactional: false,
});

export const changeUndo = defineJob<{ setId: number }>('customers.undo-change', {
  label: { 'zh-CN': '撤销批量操作', en: 'Undo what was done to many customers' },
  transactional: false,
});

export const settleChanges = defineJob('customers.settle-changes', {
  label: { 'zh-CN': '结束任务已停止的批量操作', en: 'End bulk changes whose job has ended' },
  transactional: false,
  runAs: 'system',
});

export const forgetChanges = defineJob('customers.forget-changes', {
  label: { 'zh-CN': '清除不能再撤销的批量操作明细', en: 'Remove the rows of bulk changes that can no longer be undone' },
  transactional: false,
  runAs: 'system',
});

export const changeJobs = jobKinds.declare([changeRun, changeUndo, settleChanges, forgetChanges]);
