import { z } from 'zod';
import { iso } from '../context/clock.js';
import { type Language, say, type Text } from '../context/language.js';
import { flagParam, version } from '../http/fields.js';
import type { InMemoryList } from '../http/list-in-memory.js';
import { listQuery } from '../http/list-query.js';
import type { Shown, Tells } from '../permissions/field-sight.js';
import { jobCatalogue } from './job-kind.js';
import { type Job, JOB_STATES } from './job.entity.js';
import { JOB_SORTS } from './job.repository.js';

export const jobQuery = listQuery({
  sorts: Object.keys(JOB_SORTS),
  search: false,
  filters: { state: z.enum(JOB_STATES).optional(), kind: z.string().min(1).max(80).optional(), routine: flagParam() },
});
export type JobQuery = z.output<typeof jobQuery>;

/** `cron: null` goes back to the product's own. */
export const scheduleBody = z.strictObject({
  cron: z.string().trim().max(60).nullable().optional(),
  paused: z.boolean().optional(),
  version: version(),
});
export type ScheduleBody = z.output<typeof scheduleBody>;
type ScheduleRow = { readonly name: string; readonly label: Text };
export const scheduleList = listQuery({ sorts: ['name'], filters: {} });
export const SCHEDULE_LIST: InMemoryList<ScheduleRow> = {
  sorts: { name: ({ name }) => name },
  defaultSort: 'name',
  key: ({ name }) => name,
  texts: ({ name, label }) => [name, ...Object.values(label)],
};
export const scheduleParam = z.strictObject({ name: z.string().min(1).max(80) });

const kindLabel = (kind: string, language: Language): string => {
  const known = jobCatalogue.get(kind);
  return known ? say(known.label, language) : kind;
};

/** How far a job is: rows done and in all, rows a second, and about how many seconds are left. */
function progressOf(job: Job, now: number) {
  if (job.progressDone === null) return null;
  const seconds = Math.max((job.finishedAt ?? now) - (job.startedAt ?? now), 1) / 1000;
  const perSecond = job.progressDone / seconds;
  const left =
    job.state === 'running' && job.progressTotal !== null && perSecond > 0
      ? Math.max(job.progressTotal - job.progressDone, 0) / perSecond
      : null;
  return {
    done: job.progressDone,
    total: job.progressTotal,
    percent: job.progressTotal ? Math.min(100, Math.floor((100 * job.progressDone) / job.progressTotal)) : null,
    perSecond: Math.round(perSecond * 10) / 10,
    secondsLeft: left === null ? null : Math.ceil(left),
  };
}

export function jobView(job: Job, language: Language, now: number) {
  const { id, kind, state, attempt, failures, error, result, cancelRequested } = job;
  return {
    id,
    kind,
    label: kindLabel(kind, language),
    state,
    attempt,
    failures,
    error,
    result,
    cancelRequested,
    progress: progressOf(job, now),
    startedBy: { kind: job.actorKind, id: job.actorId },
    runAt: iso(job.runAt),
    createdAt: iso(job.createdAt),
    startedAt: iso(job.startedAt),
    finishedAt: iso(job.finishedAt),
  };
}
export type JobView = Shown<ReturnType<typeof jobView>>;

/** What goes with which field of a job: how it goes and how it ended is its state. */
export const JOB_TELLS: Tells = {
  label: 'kind',
  startedBy: 'actorId',
  ...Object.fromEntries(
    ['attempt', 'failures', 'error', 'result', 'cancelRequested', 'progress', 'startedAt', 'finishedAt'].map((key) => [key, 'state']),
  ),
};
