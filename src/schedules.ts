import { emptyRecycleBin, remindFollowUps } from './modules/customers/customers.jobs.js';
import { distributionRun } from './modules/distribution/assignment/assignment.jobs.js';
import { forgetImports, settleImports } from './modules/customers/imports/import.jobs.js';
import { forgetExports } from './modules/customers/export/export.jobs.js';
import { forgetArchives } from './modules/customers/personal-data/personal-data.jobs.js';
import { forgetChanges, settleChanges } from './modules/customers/changes/change.jobs.js';
import { forgetMerges } from './modules/customers/merge/merge.jobs.js';
import { foldTotals } from './modules/customers/deadlines/deadline.jobs.js';
import { reclaimDue, warnOwners } from './modules/distribution/reclaim/reclaim.jobs.js';
import { pruneAuthJob } from './platform/auth/auth.jobs.js';
import { cleanUpJob } from './platform/http/cleanup.jobs.js';
import { pruneJobsJob } from './platform/jobs/prune.jobs.js';
import type { ScheduleDefinition } from './platform/jobs/schedule-definition.js';
import { digestJob, pruneNotificationsJob } from './platform/notifications/notifications.jobs.js';

/** Every recurring job: name, when (business time zone; minute hour day month weekday), what it runs. */
export const schedules: readonly ScheduleDefinition[] = [
  { name: 'jobs.prune', label: { 'zh-CN': '清理已完成的任务', en: 'Remove old finished jobs' }, cron: '20 3 * * *', job: pruneJobsJob },
  { name: 'house.clean-up', label: cleanUpJob.label, cron: '10 4 * * *', job: cleanUpJob },
  { name: 'auth.prune', label: pruneAuthJob.label, cron: '50 3 * * *', job: pruneAuthJob },
  {
    name: 'notifications.prune',
    label: { 'zh-CN': '清理旧通知', en: 'Remove old notifications' },
    cron: '40 3 * * *',
    job: pruneNotificationsJob,
  },
  { name: 'notifications.digest', label: digestJob.label, cron: '* * * * *', job: digestJob },
  { name: 'distribution.reclaim', label: reclaimDue.label, cron: '* * * * *', job: reclaimDue },
  { name: 'distribution.run', label: distributionRun.label, cron: '*/5 * * * *', job: distributionRun },
  { name: 'distribution.warn', label: warnOwners.label, cron: '*/5 * * * *', job: warnOwners },
  { name: 'customers.remind', label: remindFollowUps.label, cron: '* * * * *', job: remindFollowUps },
  { name: 'customers.empty-bin', label: emptyRecycleBin.label, cron: '50 2 * * *', job: emptyRecycleBin },
  { name: 'customers.settle-imports', label: settleImports.label, cron: '* * * * *', job: settleImports },
  { name: 'customers.forget-imports', label: forgetImports.label, cron: '30 2 * * *', job: forgetImports },
  { name: 'customers.forget-exports', label: forgetExports.label, cron: '25 * * * *', job: forgetExports },
  { name: 'customers.forget-personal-exports', label: forgetArchives.label, cron: '35 * * * *', job: forgetArchives },
  { name: 'customers.forget-merges', label: forgetMerges.label, cron: '15 3 * * *', job: forgetMerges },
  { name: 'customers.settle-changes', label: settleChanges.label, cron: '* * * * *', job: settleChanges },
  { name: 'customers.forget-changes', label: forgetChanges.label, cron: '5 3 * * *', job: forgetChanges },
  { name: 'customers.fold-totals', label: foldTotals.label, cron: '*/2 * * * *', job: foldTotals },
];
