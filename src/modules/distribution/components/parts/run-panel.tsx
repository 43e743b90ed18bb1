import React, { useState } from 'react';
import { Button, MessageBox, Text } from '@adminjs/design-system';
import { api, messageOf, t } from '../../../../platform/admin/components/lib/client';
import { type JobState, Progress, useJob } from '../../../../platform/admin/components/lib/progress';
import type { Round } from './answers';
import { Panel } from './panel';

interface Outcome {
  variant: 'success' | 'danger' | 'info';
  message: string;
}

function outcomeOf({ state, result, error }: JobState): Outcome {
  if (state === 'done') {
    const { assigned = 0, unassigned = 0 } = (result ?? {}) as { assigned?: number; unassigned?: number };
    if (!assigned && !unassigned) return { variant: 'info', message: t({ 'zh-CN': '没有待分配的客户', en: 'Nobody was waiting' }) };
    const rest = unassigned ? t({ 'zh-CN': '，{n} 个无人可分配', en: '; {n} have nobody to take them' }, { n: unassigned }) : '';
    return { variant: 'success', message: t({ 'zh-CN': '已分配 {n} 个客户', en: '{n} customers distributed' }, { n: assigned }) + rest };
  }
  if (state === 'hidden')
    return {
      variant: 'info',
      message: t({ 'zh-CN': '同事发起的分配正在进行，已并入', en: 'A colleague’s run is under way; yours has joined it' }),
    };
  return { variant: 'danger', message: error ?? t({ 'zh-CN': '分配没有完成', en: 'The run did not finish' }) };
}

/** How many wait, and the button that hands them out; follows the run to its end. */
export const RunPanel: React.FC<{ round: Round; onEnd: () => void }> = ({ round, onEnd }) => {
  const [jobId, setJobId] = useState<number | null>(null);
  const [outcome, setOutcome] = useState<Outcome>();
  const ended = (end: JobState) => {
    setOutcome(outcomeOf(end));
    setJobId(null);
    onEnd();
  };
  const job = useJob(jobId, ended);
  const run = () => {
    setOutcome(undefined);
    api<{ id: number }>('/api/distribution/run', { method: 'POST' })
      .then(({ id }) => setJobId(id))
      .catch((thrown: unknown) => setOutcome({ variant: 'danger', message: messageOf(thrown) }));
  };
  const button = round.allowed.run && (
    <Button variant="contained" disabled={jobId !== null} onClick={run} data-testid="run">
      {t({ 'zh-CN': '立即分配', en: 'Distribute now' })}
    </Button>
  );
  return (
    <Panel title={t({ 'zh-CN': '待分配', en: 'Waiting' })} name="run-panel" actions={button}>
      <Text style={{ fontSize: 32, lineHeight: 1.3, fontWeight: 700 }} data-testid="pending">
        {round.pending}
      </Text>
      <div aria-live="polite">
        {jobId !== null && (
          <Progress
            done={job?.progress?.done ?? 0}
            total={job?.progress?.total ?? null}
            label={t({ 'zh-CN': '正在分配', en: 'Distributing' })}
          />
        )}
        {outcome && <MessageBox variant={outcome.variant} message={outcome.message} onCloseClick={() => setOutcome(undefined)} />}
      </div>
    </Panel>
  );
};
