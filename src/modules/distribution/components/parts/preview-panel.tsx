import React, { useEffect, useState } from 'react';
import { Button, MessageBox } from '@adminjs/design-system';
import { useNotice } from 'adminjs';
import { api, messageOf, t } from '../../../../platform/admin/components/lib/client';
import type { Preview } from './answers';
import type { Draft } from './draft';
import { Empty, Panel } from './panel';
import { Comparison, LIMIT, Plan } from './preview-plan';

const ask = (draft?: Draft) =>
  api<Preview>(`/api/distribution/preview?limit=${LIMIT}`, {
    method: 'POST',
    ...(draft
      ? { body: { ...(draft.changed.length ? { quotas: draft.changed } : {}), ...(draft.order ? { strategy: draft.order } : {}) } }
      : {}),
  });
const saving = ({ changed, order }: Draft) => {
  if (changed.length && order) return t({ 'zh-CN': '保存数字与顺序', en: 'Save numbers and order' });
  return order ? t({ 'zh-CN': '改用此顺序', en: 'Use this order' }) : t({ 'zh-CN': '保存这些数字', en: 'Save these numbers' });
};

/** Who would get what now, without writing anything; with a draft beside what would happen without it, to save or discard. */
export const PreviewPanel: React.FC<{ pending: number; draft: Draft; asked: number; onSaved: () => void }> = ({
  pending,
  draft,
  asked,
  onSaved,
}) => {
  const [shown, setShown] = useState<{ present: Preview; drafted?: Preview }>();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const notice = useNotice();
  const tries = draft.changed.length > 0 || draft.order !== undefined;
  const load = () => {
    setBusy(true);
    Promise.all([ask(), tries ? ask(draft) : undefined])
      .then(([present, drafted]) => (setShown({ present, ...(drafted ? { drafted } : {}) }), setError(undefined)))
      .catch((thrown: unknown) => setError(messageOf(thrown)))
      .finally(() => setBusy(false));
  };
  useEffect(() => {
    if (asked) load();
  }, [asked]);
  // what was shown for a draft says nothing once that is gone
  useEffect(() => {
    if (!tries) setShown((now) => now && { present: now.present });
  }, [tries]);
  const save = async () => {
    const numbers = draft.changed.length > 0;
    if (!(await draft.save())) return;
    const message = numbers
      ? t({ 'zh-CN': '已保存，从下一轮开始生效', en: 'Saved; it holds from the next round' })
      : t({ 'zh-CN': '分配顺序已更改', en: 'The order has been changed' });
    notice({ message, type: 'success' });
    onSaved();
  };
  const buttons = (
    <div style={{ display: 'flex', gap: 12 }}>
      {shown?.drafted && (
        <>
          <Button variant="text" disabled={draft.busy} onClick={draft.discard} data-testid="preview-discard">
            {t({ 'zh-CN': '放弃试算', en: 'Discard' })}
          </Button>
          <Button variant="contained" disabled={draft.busy || !tries} onClick={() => void save()} data-testid="draft-save">
            {saving(draft)}
          </Button>
        </>
      )}
      <Button variant="outlined" disabled={busy} onClick={load} data-testid="preview">
        {shown ? t({ 'zh-CN': '重新预览', en: 'Preview again' }) : t({ 'zh-CN': '预览', en: 'Preview' })}
      </Button>
    </div>
  );
  return (
    <Panel title={t({ 'zh-CN': '预览：谁会分到谁', en: 'Preview: who would get whom' })} name="preview-panel" actions={buttons}>
      {error && <MessageBox variant="danger" message={error} />}
      <div aria-live="polite">{shown?.drafted && <Comparison present={shown.present} drafted={shown.drafted} />}</div>
      {shown ? (
        <Plan preview={shown.drafted ?? shown.present} />
      ) : (
        <Empty>{t({ 'zh-CN': '不写入任何数据。待分配 {pending} 个。', en: 'Writes nothing. {pending} are waiting.' }, { pending })}</Empty>
      )}
    </Panel>
  );
};
