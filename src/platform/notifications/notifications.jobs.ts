import { defineJob, jobKinds } from '../jobs/job-kind.js';

/** `batch` names the deliveries of one call. Sends in steps, each of which is recorded before and after. */
export const deliverJob = defineJob<{ batch: string }>('notifications.deliver', {
  label: { 'zh-CN': '发送通知', en: 'Send notifications' },
  transactional: false,
  runAs: 'system',
});

export const digestJob = defineJob('notifications.digest', {
  label: { 'zh-CN': '每日摘要', en: 'Daily digests' },
  transactional: false,
  runAs: 'system',
});

export const pruneNotificationsJob = defineJob('notifications.prune', {
  label: { 'zh-CN': '清理旧通知', en: 'Remove old notifications' },
  transactional: false,
  runAs: 'system',
});

export const notificationJobs = jobKinds.declare([deliverJob, digestJob, pruneNotificationsJob]);
