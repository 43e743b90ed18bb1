import React from 'react';
import { Button, MessageBox } from '@adminjs/design-system';
import { api, t } from './client';
import { deviceText } from './device';
import { Hint, Panel, Table } from './panel';
import { timeText } from './time';
import type { useApi } from './use-api';
import { useSend } from './use-send';

export interface OwnSession {
  id: number;
  door: 'cookie' | 'token';
  address: string | null;
  userAgent: string | null;
  createdAt: string;
  seenAt: string;
  current: boolean;
}
const DOORS = { cookie: { 'zh-CN': '网页', en: 'Web' }, token: { 'zh-CN': '接口', en: 'API' } };

/** Where one is signed in, and the way to end what is not one's own doing. */
export const OwnSessions: React.FC<{ sessions: ReturnType<typeof useApi<{ items: OwnSession[] }>> }> = ({ sessions }) => {
  const { busy, send } = useSend();
  const end = async (path: string, done: string) => {
    await send(() => api(path, { method: 'DELETE' }), done);
    sessions.reload();
  };
  const rows = sessions.data?.items ?? [];
  const others = rows.filter((s) => !s.current);
  const all = (
    <Button
      variant="outlined"
      disabled={busy || !others.length}
      data-testid="end-others"
      onClick={() => void end('/api/auth/sessions', t({ 'zh-CN': '其他设备已退出登录', en: 'Every other device is signed out' }))}
    >
      {t({ 'zh-CN': '退出其他设备', en: 'Sign out everywhere else' })}
    </Button>
  );
  const one = (s: OwnSession) =>
    s.current ? (
      <strong>{t({ 'zh-CN': '当前', en: 'This one' })}</strong>
    ) : (
      <Button
        variant="text"
        size="sm"
        disabled={busy}
        onClick={() => void end(`/api/auth/sessions/${s.id}`, t({ 'zh-CN': '已退出登录', en: 'Signed out' }))}
      >
        {t({ 'zh-CN': '退出', en: 'Sign out' })}
      </Button>
    );
  return (
    <Panel title={t({ 'zh-CN': '登录的设备', en: 'Where you are signed in' })} name="own-sessions" aside={all}>
      {sessions.error && <MessageBox variant="danger" message={sessions.error} />}
      <Table
        heads={[
          t({ 'zh-CN': '设备', en: 'Device' }),
          t({ 'zh-CN': '方式', en: 'Door' }),
          t({ 'zh-CN': '地址', en: 'Address' }),
          t({ 'zh-CN': '登录时间', en: 'Since' }),
          t({ 'zh-CN': '最近使用', en: 'Last used' }),
          '',
        ]}
        rows={rows.map((s) => [
          deviceText(s.userAgent),
          t(DOORS[s.door]),
          s.address ?? '—',
          timeText(s.createdAt),
          timeText(s.seenAt),
          one(s),
        ])}
      />
      <Hint>
        {t({
          'zh-CN': '有不认识的设备？请先退出它，再修改密码。',
          en: 'Something that you do not know? Sign it out, then change your password.',
        })}
      </Hint>
    </Panel>
  );
};
