import React, { useState } from 'react';
import { Box, Loader, MessageBox } from '@adminjs/design-system';
import { t } from '../../../platform/admin/components/lib/client';
import { PageTitle } from '../../../platform/admin/components/lib/page-title';
import { useApi } from '../../../platform/admin/components/lib/use-api';
import type { Round } from './parts/answers';
import { useDraft } from './parts/draft';
import { FairnessPanel } from './parts/fairness-panel';
import { useAskBeforeLeaving } from './parts/leaving';
import { Panel } from './parts/panel';
import { PreviewPanel } from './parts/preview-panel';
import { RosterPanel } from './parts/roster-panel';
import { RoundLine } from './parts/round-line';
import { RunPanel } from './parts/run-panel';
import { StrategyChoice } from './parts/strategy-choice';

/** Distribution at a glance: the round, who takes part, who would get what, the run, and whether it was fair. */
const DistributionConsole: React.FC = () => {
  const { data: round, error, reload } = useApi<Round>('/api/distribution/rounds/current');
  const [runs, setRuns] = useState(0);
  const [asked, setAsked] = useState(0);
  const draft = useDraft();
  useAskBeforeLeaving(draft.changed.length > 0 || draft.order !== undefined);
  const changed = () => {
    setAsked(0);
    reload();
    setRuns((n) => n + 1);
  };
  return (
    <Box p={['default', 'xl']} style={{ maxWidth: 1280, width: '100%', margin: '0 auto' }}>
      <PageTitle>{t({ 'zh-CN': '分配控制台', en: 'Distribution' })}</PageTitle>
      {error && <MessageBox variant="danger" message={error} mb="lg" />}
      {!round && !error && <Loader />}
      {round && (
        <>
          <RunPanel round={round} onEnd={changed} />
          <Panel
            title={
              round.round
                ? t({ 'zh-CN': '第 {round} 轮', en: 'Round {round}' }, { round: round.round })
                : t({ 'zh-CN': '接下来轮到谁', en: 'Who comes next' })
            }
            name="round-panel"
            actions={<StrategyChoice round={round} draft={draft} onTry={() => setAsked((n) => n + 1)} />}
          >
            <RoundLine round={round} />
          </Panel>
          <RosterPanel round={round} draft={draft} onPreview={() => setAsked((n) => n + 1)} />
          <PreviewPanel key={runs} pending={round.pending} draft={draft} asked={asked} onSaved={changed} />
          {round.allowed.fairness && <FairnessPanel seen={runs} />}
        </>
      )}
    </Box>
  );
};

export default DistributionConsole;
