import { defineErrors } from '../errors/domain-error.js';

export const jobErrors = defineErrors({
  'job.over': { status: 409, text: { 'zh-CN': '任务已结束，不能取消', en: 'The job has ended and cannot be cancelled' } },
  'job.not-failed': {
    status: 409,
    text: { 'zh-CN': '只有失败或已取消的任务可以重试', en: 'Only a failed or cancelled job can be tried again' },
  },
  'job.another-active': { status: 409, text: { 'zh-CN': '同一任务已在等待或运行', en: 'The same job is waiting or running already' } },
  'schedule.cron-invalid': {
    status: 400,
    text: {
      'zh-CN': '这不是有效的时间设置：请按“分 时 日 月 周”填写，例如 30 9 * * 1-5',
      en: 'This is not a schedule: write minute, hour, day, month and weekday, such as 30 9 * * 1-5',
    },
  },
});
