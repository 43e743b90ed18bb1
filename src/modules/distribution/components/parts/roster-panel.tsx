import React from 'react';
import { Button, MessageBox, Text } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Round } from './answers';
import type { Draft } from './draft';
import { Panel } from './panel';
import { RosterTable } from './roster-table';

/** Who takes part; whoever may change quotas tries other numbers here, and the preview says what they would do. */
export const RosterPanel: React.FC<{ round: Round; draft: Draft; onPreview: () => void }> = ({ round, draft, onPreview }) => {
  const start = round.allowed.changeQuotas && round.roster.length > 0 && !draft.open && (
    <Button variant="outlined" disabled={draft.busy} onClick={draft.start} data-testid="draft">
      {t({ 'zh-CN': '试算其他数字', en: 'Try other numbers' })}
    </Button>
  );
  return (
    <Panel title={t({ 'zh-CN': '参与人员', en: 'Who takes part' })} name="roster-panel" actions={start}>
      {draft.error && <MessageBox variant="danger" message={draft.error} mb="lg" />}
      {draft.open ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            onPreview();
          }}
        >
          <Text mb="lg" color="grey80">
            {t({
              'zh-CN': '在这里修改不会保存，只用于下方预览；保存后从每人的下一轮开始生效。',
              en: 'Nothing typed here is saved: the preview below uses it. Saved, it holds from everybody’s next round.',
            })}
          </Text>
          <RosterTable roster={round.roster} draft={draft} />
          <div style={{ display: 'flex', gap: 12, justifyContent: 'flex-end', marginTop: 16 }}>
            <Button type="button" variant="text" disabled={draft.busy} onClick={draft.discard} data-testid="draft-discard">
              {t({ 'zh-CN': '放弃', en: 'Discard' })}
            </Button>
            <Button type="submit" variant="contained" disabled={draft.busy || !draft.changed.length} data-testid="draft-preview">
              {t({ 'zh-CN': '预览试算结果', en: 'Preview these numbers' })}
            </Button>
          </div>
        </form>
      ) : (
        <RosterTable roster={round.roster} />
      )}
    </Panel>
  );
};
