import React from 'react';
import { Button, Text } from '@adminjs/design-system';
import { api, t } from '../../../../platform/admin/components/lib/client';
import { timeText } from '../../../../platform/admin/components/lib/time';
import { useSend } from '../../../../platform/admin/components/lib/use-send';
import type { Entry } from './customer-answers';

/** Beside a merge in the timeline, as long as the server says that it can be undone; asked once more before it is. */
export const MergeUndo: React.FC<{ entry: Entry }> = ({ entry }) => {
  const [sure, setSure] = React.useState(false);
  const { busy, send } = useSend();
  if (entry.kind !== 'merge' || !entry.undoableUntil) return null;
  const undo = async () => {
    const done = t({ 'zh-CN': '已撤销合并', en: 'The merge is undone' });
    const body = { mergeId: entry.mergeId };
    if (await send(() => api(`/api/customers/${entry.keptId}/merge/undo`, { method: 'POST', body }), done)) window.location.reload();
    else setSure(false);
  };
  if (!sure)
    return (
      <Button type="button" variant="text" size="sm" onClick={() => setSure(true)} data-testid="merge-undo">
        {t({ 'zh-CN': '撤销合并（至 {at}）', en: 'Undo the merge (until {at})' }, { at: timeText(entry.undoableUntil) })}
      </Button>
    );
  return (
    <div style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
      <Text>{t({ 'zh-CN': '拆回两个客户？之后新增的内容留在这里。', en: 'Make two of them again? What came later stays here.' })}</Text>
      <Button type="button" size="sm" variant="contained" disabled={busy} onClick={() => void undo()} data-testid="merge-undo-sure">
        {t({ 'zh-CN': '撤销', en: 'Undo' })}
      </Button>
      <Button type="button" size="sm" variant="text" onClick={() => setSure(false)}>
        {t({ 'zh-CN': '取消', en: 'Cancel' })}
      </Button>
    </div>
  );
};
