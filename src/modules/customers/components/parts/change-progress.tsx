import React from 'react';
import { Button } from '@adminjs/design-system';
import { api, t } from '../../../../platform/admin/components/lib/client';
import { Panel } from '../../../../platform/admin/components/lib/panel';
import { Progress, useJob } from '../../../../platform/admin/components/lib/progress';
import { useSend } from '../../../../platform/admin/components/lib/use-send';
import { type ChangeSetAnswer, UNDER_WAY } from './bulk-answers';

export const isDoing = ({ state }: ChangeSetAnswer): boolean => UNDER_WAY.includes(state);
export const isUndoing = ({ undo }: ChangeSetAnswer): boolean => !!undo && UNDER_WAY.includes(undo.state);

/** A bulk change, or its undo, that waits or runs: how far it is, and a way to stop it. */
export const ChangeProgress: React.FC<{ set: ChangeSetAnswer; onEnd: () => void }> = ({ set, onEnd }) => {
  const undoing = isUndoing(set);
  const job = useJob(undoing ? set.undo!.jobId : set.jobId, onEnd);
  const { busy, send } = useSend();
  const cancel = async () => {
    if (await send(() => api(`/api/change-sets/${set.id}/cancel`, { method: 'POST', body: {} }))) onEnd();
  };
  const known = undoing
    ? { done: set.undo!.back + set.undo!.partly + set.undo!.kept, total: set.undo!.matched }
    : { done: set.done, total: set.matched };
  return (
    <Panel
      title={undoing ? t({ 'zh-CN': '正在撤销', en: 'Being undone' }) : t({ 'zh-CN': '进行中', en: 'Under way' })}
      name="change-progress"
      aside={
        <Button type="button" size="sm" variant="outlined" disabled={busy} onClick={() => void cancel()} data-testid="change-cancel">
          {t({ 'zh-CN': '停止（已完成的保留）', en: 'Stop (what is done stays)' })}
        </Button>
      }
    >
      <Progress done={job?.progress?.done ?? known.done} total={job?.progress?.total ?? known.total} />
    </Panel>
  );
};
