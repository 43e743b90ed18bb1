import React from 'react';
import { Box, Button, MessageBox } from '@adminjs/design-system';
import { api, t } from './client';
import { Hint, Panel, Table } from './panel';
import { useApi } from './use-api';
import { useSend } from './use-send';

type Mode = 'now' | 'digest' | 'never';
interface Wishes {
  version: number;
  quietFrom: string | null;
  quietTo: string | null;
  digestAt: string;
  channels: { code: string; label: string; digests: boolean }[];
  kinds: { kind: string; label: string; urgent: boolean; must: boolean; modes: Record<string, Mode> }[];
}

const PATH = '/api/notifications/preferences';
const FIELD: React.CSSProperties = {
  font: 'inherit',
  padding: '6px 10px',
  border: '1px solid #b8c6d2',
  borderRadius: 6,
  background: '#fff',
};
const MODES: Record<Mode, { 'zh-CN': string; en: string }> = {
  now: { 'zh-CN': '立即', en: 'At once' },
  digest: { 'zh-CN': '每日摘要', en: 'In the daily digest' },
  never: { 'zh-CN': '不发送', en: 'Not at all' },
};

const Time: React.FC<{ label: string; value: string; onChange: (value: string) => void }> = ({ label, value, onChange }) => (
  <label style={{ display: 'inline-flex', gap: 8, alignItems: 'center', fontSize: 14 }}>
    {label}
    <input type="time" value={value} style={FIELD} aria-label={label} onChange={(event) => onChange(event.target.value)} />
  </label>
);

const Form: React.FC<{ loaded: Wishes; onSaved: () => void }> = ({ loaded, onSaved }) => {
  const [wishes, setWishes] = React.useState(loaded);
  const { busy, send } = useSend();
  const { version, quietFrom, quietTo, digestAt, channels, kinds } = wishes;
  const changed = JSON.stringify(wishes) !== JSON.stringify(loaded);
  const choose = (kind: string, channel: string, mode: Mode) =>
    setWishes({ ...wishes, kinds: kinds.map((one) => (one.kind === kind ? { ...one, modes: { ...one.modes, [channel]: mode } } : one)) });
  const save = async () => {
    const modes = Object.fromEntries(kinds.filter(({ must }) => !must).map((one) => [one.kind, one.modes]));
    const body = { version, quietFrom: quietFrom || null, quietTo: quietTo || null, digestAt, kinds: modes };
    if (await send(() => api(PATH, { method: 'PATCH', body }), t({ 'zh-CN': '已保存', en: 'Saved' }))) onSaved();
  };
  const cell = ({ kind, label, must, modes }: Wishes['kinds'][number], { code, label: channel, digests }: Wishes['channels'][number]) =>
    must ? (
      <span style={{ color: '#5b6b7b' }}>{t({ 'zh-CN': '立即（不能关闭）', en: 'At once (always)' })}</span>
    ) : (
      <select
        aria-label={`${label} · ${channel}`}
        data-testid={`${kind} ${code}`}
        value={modes[code]}
        style={FIELD}
        onChange={(event) => choose(kind, code, event.target.value as Mode)}
      >
        {(Object.keys(MODES) as Mode[])
          .filter((mode) => digests || mode !== 'digest')
          .map((mode) => (
            <option key={mode} value={mode}>
              {t(MODES[mode])}
            </option>
          ))}
      </select>
    );
  return (
    <>
      <Table
        heads={[t({ 'zh-CN': '消息', en: 'Messages' }), t({ 'zh-CN': '站内', en: 'Here' }), ...channels.map(({ label }) => label)]}
        rows={kinds.map((one) => [
          <>
            {one.label}
            {one.urgent && !one.must && (
              <span style={{ color: '#5b6b7b' }}>{t({ 'zh-CN': '（免打扰时也发送）', en: ' (in quiet hours too)' })}</span>
            )}
          </>,
          t({ 'zh-CN': '始终', en: 'Always' }),
          ...channels.map((channel) => cell(one, channel)),
        ])}
      />
      <Box mt="lg" style={{ display: 'flex', flexWrap: 'wrap', gap: 20, alignItems: 'center' }}>
        <Time
          label={t({ 'zh-CN': '免打扰从', en: 'Quiet from' })}
          value={quietFrom ?? ''}
          onChange={(value) => setWishes({ ...wishes, quietFrom: value || null })}
        />
        <Time
          label={t({ 'zh-CN': '到', en: 'until' })}
          value={quietTo ?? ''}
          onChange={(value) => setWishes({ ...wishes, quietTo: value || null })}
        />
        <Time
          label={t({ 'zh-CN': '每日摘要于', en: 'Daily digest at' })}
          value={digestAt}
          onChange={(value) => setWishes({ ...wishes, digestAt: value || loaded.digestAt })}
        />
        <Button type="button" variant="contained" disabled={busy || !changed} onClick={() => void save()} data-testid="save-messages">
          {t({ 'zh-CN': '保存', en: 'Save' })}
        </Button>
      </Box>
    </>
  );
};

/** How one wants to hear of what, beside the messages in the application. */
export const OwnMessages: React.FC = () => {
  const wishes = useApi<Wishes>(PATH);
  return (
    <Panel title={t({ 'zh-CN': '消息', en: 'Messages' })} name="own-messages">
      <Hint>
        {t({
          'zh-CN':
            '所有消息都会出现在“我的消息”中。这里决定是否还要通过其他渠道通知您：立即、汇总在每天一封的摘要中，或不发送。免打扰时段内的消息在结束后发送。',
          en: 'Everything stands under “My messages”. Here you choose what you also hear of elsewhere: at once, in one digest a day, or not at all. What falls into quiet hours goes out when they end.',
        })}
      </Hint>
      <Box mt="lg">
        {wishes.error && <MessageBox variant="danger" message={wishes.error} />}
        {wishes.data && <Form key={wishes.data.version} loaded={wishes.data} onSaved={wishes.reload} />}
      </Box>
    </Panel>
  );
};
