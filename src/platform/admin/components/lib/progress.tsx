import React, { useEffect, useState } from 'react';
import { Box, Text } from '@adminjs/design-system';
import { api, ApiError, t } from './client';

/** What `/api/jobs/:id` and its events tell. */
export interface JobState {
  id: number;
  state: string;
  progress?: { done: number; total: number | null; percent: number | null; perSecond: number; secondsLeft: number | null } | null;
  result?: Record<string, unknown> | null;
  error?: string | null;
  [more: string]: unknown;
}

/** `hidden`: a job that the caller may not see (one joined that somebody else has started). */
const ENDED = new Set(['done', 'failed', 'cancelled', 'hidden']);
const POLL = 1500;

/** Follows a job by server-sent events; where those do not come through (proxies), by asking now and then. */
export function useJob(jobId: number | null, onEnd?: (job: JobState) => void): JobState | undefined {
  const [job, setJob] = useState<JobState>();
  useEffect(() => {
    if (jobId === null) return undefined;
    let over = false;
    let timer: number | undefined;
    const take = (next: JobState) => {
      if (over) return;
      setJob((before) => ({ ...before, ...next }));
      if (!ENDED.has(next.state)) return;
      stop();
      onEnd?.(next);
    };
    const poll = () => {
      api<JobState>(`/api/jobs/${jobId}`)
        .then(take)
        .catch((error: unknown) => {
          if (error instanceof ApiError && error.status === 404) take({ id: jobId, state: 'hidden' });
        })
        .finally(() => {
          if (!over) timer = window.setTimeout(poll, POLL);
        });
    };
    const events = new EventSource(`/api/jobs/${jobId}/events`, { withCredentials: true });
    const heard = (event: MessageEvent<string>) => take(JSON.parse(event.data) as JobState);
    for (const name of ['message', 'progress', 'end']) events.addEventListener(name, heard as EventListener);
    events.onerror = () => {
      events.close();
      if (!over && timer === undefined) poll();
    };
    const stop = () => {
      over = true;
      events.close();
      window.clearTimeout(timer);
    };
    return stop;
  }, [jobId]);
  return job;
}

export interface ProgressProps {
  done: number;
  total: number | null;
  label?: string;
  note?: string;
}

/** A bar that also says its figures. Without a total it only says that something is going on. */
export const Progress: React.FC<ProgressProps> = ({ done, total, label, note }) => {
  const share = total ? Math.min(100, Math.round((done / total) * 100)) : null;
  return (
    <Box mb="lg">
      {label && <Text mb="sm">{label}</Text>}
      <div
        role="progressbar"
        aria-valuemin={0}
        aria-valuemax={100}
        {...(share === null ? {} : { 'aria-valuenow': share })}
        aria-label={label ?? t({ 'zh-CN': '进度', en: 'Progress' })}
        style={{ height: 14, borderRadius: 7, background: '#dbe5ec', overflow: 'hidden' }}
      >
        <div style={{ height: '100%', width: share === null ? '35%' : `${share}%`, background: '#0b6e8f', transition: 'width .3s' }} />
      </div>
      <Text mt="sm" color="grey60">
        {total
          ? t({ 'zh-CN': '{done} / {total}（{share}%）', en: '{done} of {total} ({share}%)' }, { done, total, share: share ?? 0 })
          : t({ 'zh-CN': '处理中…', en: 'Working…' })}
        {note ? ` · ${note}` : ''}
      </Text>
    </Box>
  );
};
