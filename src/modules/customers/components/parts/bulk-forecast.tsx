import React from 'react';
import { Button } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import { Hint, Panel } from '../../../../platform/admin/components/lib/panel';
import type { ForecastAnswer } from './bulk-answers';
import { Figures, ReasonList } from './reason-list';

/** What would come of it, and the button that begins it. */
export const BulkForecast: React.FC<{ forecast: ForecastAnswer; assigns: boolean; busy: boolean; onStart: () => void }> = ({
  forecast: { changes, unchanged, refused, reasons },
  assigns,
  busy,
  onStart,
}) => {
  const box = React.useRef<HTMLDivElement>(null);
  React.useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <div ref={box}>
      <Panel title={t({ 'zh-CN': '预计结果', en: 'What would happen' })} name="bulk-forecast">
        <div aria-live="polite">
          <Figures
            figures={[
              {
                name: 'changes',
                label: assigns ? t({ 'zh-CN': '将转交', en: 'Will be handed over' }) : t({ 'zh-CN': '将修改', en: 'Will change' }),
                value: changes,
              },
              { name: 'unchanged', label: t({ 'zh-CN': '已经如此', en: 'Are so already' }), value: unchanged },
              { name: 'refused', label: t({ 'zh-CN': '不会改动', en: 'Will not change' }), value: refused },
            ]}
          />
          <ReasonList reasons={reasons} />
        </div>
        <Hint>
          {t({
            'zh-CN': '开始后在后台进行，可随时停止；30 天内可以撤销，之后又被修改的客户保持不变。',
            en: 'It runs in the background and can be stopped; for 30 days it can be undone, and who was changed since stays as he is.',
          })}
        </Hint>
        <div style={{ marginTop: 16 }}>
          <Button type="button" variant="contained" disabled={busy || changes === 0} onClick={onStart} data-testid="bulk-start">
            {assigns
              ? t({ 'zh-CN': '转交 {n} 个客户', en: 'Hand over ({n})' }, { n: changes.toLocaleString('en') })
              : t({ 'zh-CN': '修改 {n} 个客户', en: 'Change ({n})' }, { n: changes.toLocaleString('en') })}
          </Button>
        </div>
      </Panel>
    </div>
  );
};
