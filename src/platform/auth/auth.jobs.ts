import { defineJob, jobKinds } from '../jobs/job-kind.js';

/** The letter is sealed: it carries the secret of a link. */
export const accountLetterJob = defineJob<{ sealed: string }>('auth.letter', {
  label: { 'zh-CN': '发送账号邮件', en: 'Send an account letter' },
  transactional: false,
  runAs: 'system',
});

export const pruneAuthJob = defineJob('auth.prune', {
  label: { 'zh-CN': '清理过期登录记录', en: 'Remove old sign-ins, tries and links' },
  transactional: false,
  runAs: 'system',
});

export const authJobs = jobKinds.declare([accountLetterJob, pruneAuthJob]);
