import { defineJob, jobKinds } from '../../../platform/jobs/job-kind.js';

export const personalArchiveRun = defineJob<{ requestId: number }>('customers.personal-export', {
  label: { 'zh-CN': '导出某人的个人数据', en: 'Export the personal data of somebody' },
  transactional: false,
  attempts: 3,
});

/** Whoever asked for it may have left by then: it is carried out all the same. */
export const erasureSweepRun = defineJob<{ requestId: number }>('customers.erasure-sweep', {
  label: { 'zh-CN': '清除个人数据的残留', en: 'Remove what still names an erased person' },
  transactional: false,
  runAs: 'system',
});

export const forgetArchives = defineJob('customers.forget-personal-exports', {
  label: { 'zh-CN': '清除过期的个人数据文件', en: 'Remove old files of personal data' },
  transactional: false,
  runAs: 'system',
});

export const personalDataJobs = jobKinds.declare([personalArchiveRun, erasureSweepRun, forgetArchives]);
