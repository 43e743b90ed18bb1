import React from 'react';
import { Button, MessageBox } from '@adminjs/design-system';
import { api, t } from '../../../../platform/admin/components/lib/client';
import { Hint, Panel } from '../../../../platform/admin/components/lib/panel';
import { timeText } from '../../../../platform/admin/components/lib/time';
import { useSend } from '../../../../platform/admin/components/lib/use-send';
import { type ChangeSetAnswer, UNDER_WAY, type UndoAnswer } from './bulk-answers';
import { ChangeRows } from './change-rows';
import { Figures, ReasonList } from './reason-list';

const ENDINGS: Record<string, { 'zh-CN': string; en: string }> = {
  done: { 'zh-CN': '{who} 于 {at} 撤销', en: 'Undone by {who}, {at}' },
  cancelled: { 'zh-CN': '{who} 于 {at} 开始撤销，中途停止', en: '{who} began to undo it, {at}; it was stopped' },
  failed: { 'zh-CN': '{who} 于 {at} 开始撤销，出错停止：{error}', en: '{who} began to undo it, {at}; it has stopped: {error}' },
};

const figuresOf = ({ back, partly, kept }: { back: number; partly: number; kept: number }) => [
  { name: 'back', label: t({ 'zh-CN': '恢复原样', en: 'Go back' }), value: back },
  { name: 'partly', label: t({ 'zh-CN': '部分恢复', en: 'Go back in part' }), value: partly },
  { name: 'kept', label: t({ 'zh-CN': '保持现状', en: 'Stay as they are' }), value: kept },
];

/** Taking it back: what would come of that, first; what came of it, after. `path`: whose undo it is. */
export const ChangeUndo: React.FC<{ set: ChangeSetAnswer; onBegun: () => void; path?: string; more?: React.ReactNode }> = ({
  set,
  onBegun,
  path = `/api/change-sets/${set.id}/undo`,
  more,
}) => {
  const [forecast, setForecast] = React.useState<UndoAnswer>();
  const { busy, send } = useSend();
  const { undo } = set;
  const look = () => send(async () => setForecast(await api<UndoAnswer>(`${path}?dryRun=1`, { method: 'POST', body: {} })));
  const begin = async () => {
    if (!(await send(() => api(path, { method: 'POST', body: {} })))) return;
    setForecast(undefined);
    onBegun();
  };
  const ended = undo && !UNDER_WAY.includes(undo.state);
  if (!ended && !set.undoableUntil) return null;
  return (
    <Panel title={t({ 'zh-CN': '撤销', en: 'Undo' })} name="change-undo">
      {ended && (
        <>
          <MessageBox
            variant={undo.state === 'done' ? 'success' : 'info'}
            message={t(ENDINGS[undo.state]!, { who: undo.byName ?? '', at: timeText(undo.at), error: undo.error ?? '' })}
            mb="lg"
          />
          <Figures figures={figuresOf(undo)} />
          <ReasonList reasons={undo.conflicts} />
          {undo.partly + undo.kept > 0 && (
            <ChangeRows
              setId={set.id}
              query="undo=partly,kept"
              open={t({ 'zh-CN': '查看未完全恢复的客户', en: 'Show who did not go back wholly' })}
            />
          )}
        </>
      )}
      {set.undoableUntil && !forecast && (
        <>
          <Hint>
            {more ??
              t({
                'zh-CN': '恢复到操作之前；之后又被修改的字段、已被跟进的转交保持现状并列出原因。',
                en: 'Everybody goes back to what he was before; fields that were changed since, and customers who were followed up since, stay and are listed.',
              })}
          </Hint>
          <div style={{ display: 'flex', gap: 12, alignItems: 'center', marginTop: 12 }}>
            <Button type="button" variant="outlined" disabled={busy} onClick={() => void look()} data-testid="undo-look">
              {t({ 'zh-CN': '撤销…（可撤销至 {at}）', en: 'Undo… (until {at})' }, { at: timeText(set.undoableUntil) })}
            </Button>
          </div>
        </>
      )}
      {forecast && (
        <div data-testid="undo-forecast">
          <Figures figures={figuresOf(forecast)} />
          <ReasonList reasons={forecast.conflicts} />
          <div style={{ display: 'flex', gap: 12, marginTop: 12 }}>
            <Button
              type="button"
              variant="danger"
              disabled={busy || forecast.back + forecast.partly === 0}
              onClick={() => void begin()}
              data-testid="undo-sure"
            >
              {t({ 'zh-CN': '撤销 {n} 个', en: 'Undo {n}' }, { n: (forecast.back + forecast.partly).toLocaleString('en') })}
            </Button>
            <Button type="button" variant="text" onClick={() => setForecast(undefined)}>
              {t({ 'zh-CN': '取消', en: 'Cancel' })}
            </Button>
          </div>
        </div>
      )}
    </Panel>
  );
};
