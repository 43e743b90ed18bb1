import React, { useState } from 'react';
import { Button, MessageBox, Text } from '@adminjs/design-system';
import { api, messageOf, t } from '../../../../platform/admin/components/lib/client';
import { type JobState, Progress, useJob } from '../../../../platform/admin/components/lib/progress';
import type { Obstacle, Round } from './answers';
import { ObstacleTable } from './obstacle-table';
import { Panel } from './panel';
import { RunQuestion } from './run-question';
import { WhyWaiting } from './why-waiting';
import { WhenPaused } from './when-paused';

interface Outcome {
  variant: 'success' | 'danger' | 'info' | 'warning';
  message: string;
  people?: Obstacle[];
}

function outcomeOf({ state, result, error }: JobState): Outcome {
  if (state === 'done') {
    const { assigned = 0, unassigned = 0, people = [] } = (result ?? {}) as { assigned?: number; unassigned?: number; people?: Obstacle[] };
    if (!assigned && !unassigned) return { variant: 'info', message: t({ 'zh-CN': '没有待分配的客户', en: 'Nobody was waiting' }) };
    const given = t({ 'zh-CN': '已分配 {n} 个客户', en: '{n} customers distributed' }, { n: assigned });
    if (!unassigned) return { variant: 'success', message: given };
    const rest = t({ 'zh-CN': '{n} 个无人可分配，仍在等待', en: '{n} have nobody to take them and go on waiting' }, { n: unassigned });
    const none = t({ 'zh-CN': '没有分配任何客户', en: 'No customer was distributed' });
    return { variant: 'warning', message: `${assigned ? given : none}${t({ 'zh-CN': '；', en: '; ' })}${rest}`, people };
  }
  if (state === 'hidden')
    return {
      variant: 'info',
      message: t({ 'zh-CN': '同事发起的分配正在进行，已并入', en: 'A colleague’s run is under way; yours has joined it' }),
    };
  return { variant: 'danger', message: error ?? t({ 'zh-CN': '分配没有完成', en: 'The run did not finish' }) };
}

/** How many wait, and the button that hands them out once it has been asked; follows the run to its end. */
export const RunPanel: React.FC<{ round: Round; onEnd: () => void }> = ({ round, onEnd }) => {
  const [asking, setAsking] = useState(false);
  const [jobId, setJobId] = useState<number | null>(null);
  const [outcome, setOutcome] = useState<Outcome>();
  const ended = (end: JobState) => {
    setOutcome(outcomeOf(end));
    setJobId(null);
    onEnd();
  };
  const job = useJob(jobId, ended);
  const ask = () => {
    setOutcome(undefined);
    setAsking(true);
  };
  const run = () => {
    setAsking(false);
    api<{ id: number }>('/api/distribution/run', { method: 'POST' })
      .then(({ id }) => setJobId(id))
      .catch((thrown: unknown) => setOutcome({ variant: 'danger', message: messageOf(thrown) }));
  };
  const button = round.allowed.run && !asking && (
    <Button variant="contained" disabled={jobId !== null} onClick={ask} data-testid="run">
      {t({ 'zh-CN': '立即分配…', en: 'Distribute now…' })}
    </Button>
  );
  return (
    <Panel title={t({ 'zh-CN': '待分配', en: 'Waiting' })} name="run-panel" actions={button}>
      <Text style={{ fontSize: 32, lineHeight: 1.3, fontWeight: 700 }} data-testid="pending">
        {round.pending}
      </Text>
      {round.pending > 0 && <WhyWaiting roster={round.roster} />}
      {round.pending > 0 && <WhenPaused />}
      {asking && <RunQuestion round={round} onYes={run} onNo={() => setAsking(false)} />}
      <div aria-live="polite">
        {jobId !== null && (
          <Progress
            done={job?.progress?.done ?? 0}
            total={job?.progress?.total ?? null}
            label={t({ 'zh-CN': '正在分配', en: 'Distributing' })}
          />
        )}
        {outcome && (
          <div data-testid="outcome" data-variant={outcome.variant}>
            <MessageBox variant={outcome.variant} message={outcome.message} onCloseClick={() => setOutcome(undefined)} />
            {outcome.people && outcome.people.length > 0 && <ObstacleTable obstacles={outcome.people} texts={round.reasonTexts} />}
            {outcome.people && (
              <Text mt="sm" color="grey80">
                {t({
                  'zh-CN': '可在“权重与承单数”里放宽上限或条件，在“请假”里查看谁在休假，或在客户列表里手工分配。',
                  en: 'Widen limits and filters under Quotas, look at leaves, or assign them by hand in the list of customers.',
                })}
              </Text>
            )}
          </div>
        )}
      </div>
    </Panel>
  );
};
