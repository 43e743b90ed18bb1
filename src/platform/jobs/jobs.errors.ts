import { defineErrors } from '../errors/domain-error.js';

export const jobErrors = defineErrors({
  'job.over': { status: 409, text: { 'zh-CN': '任务已结束，不能取消', en: 'The job has ended and cannot be cancelled' } },
  'job.not-failed': {
    status: 409,
    text: { 'zh-CN': '只有失败或已取消的任务可以重试', en: 'Only a failed or cancelled job can be tried again' },
  },
  'job.another-active': { status: 409, text: { 'zh-CN': '同一任务已在等待或运行', en: 'The same job is waiting or running already' } },
  'schedule.cron-invalid': { status: 400, text: { 'zh-CN': 'cron 表达式不正确', en: 'The cron expression is not valid' } },
});
