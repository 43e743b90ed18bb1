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
export const OwnSessions: React.FC<{ sessions: Sessions }> = ({ sessions }) => (
  <SignInsPanel
    sessions={sessions}
    title={t({ 'zh-CN': '登录的设备', en: 'Where you are signed in' })}
    address="/api/auth/sessions"
    all={t({ 'zh-CN': '退出其他设备', en: 'Sign out everywhere else' })}
    allDone={t({ 'zh-CN': '其他设备已退出登录', en: 'Every other device is signed out' })}
    hint={t({
      'zh-CN': '有不认识的设备？请先退出它，再修改密码。',
      en: 'Something that you do not know? Sign it out, then change your password.',
    })}
  />
);

interface Texts {
  title: string;
  /** Of the sign-ins; `DELETE` on it ends all of them (but this one), on one of them that one. */
  address: string;
  all: string;
  allDone: string;
  hint: string;
}
type Sessions = ReturnType<typeof useApi<{ items: OwnSession[] }>>;

/** Devices that somebody is signed in on, each with the way to end it. */
export const SignInsPanel: React.FC<{ sessions: Sessions } & Texts> = ({ sessions, title, address, all: allText, allDone, hint }) => {
  const { busy, send } = useSend();
  const end = async (path: string, done: string) => {
    await send(() => api(path, { method: 'DELETE' }), done);
    sessions.reload();
  };
  const rows = sessions.data?.items ?? [];
  const others = rows.filter((s) => !s.current);
  const all = (
    <Button variant="outlined" disabled={busy || !others.length} data-testid="end-others" onClick={() => void end(address, allDone)}>
      {allText}
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
        onClick={() => void end(`${address}/${s.id}`, t({ 'zh-CN': '已退出登录', en: 'Signed out' }))}
      >
        {t({ 'zh-CN': '退出', en: 'Sign out' })}
      </Button>
    );
  return (
    <Panel title={title} name="own-sessions" aside={all}>
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
      <Hint>{hint}</Hint>
    </Panel>
  );
};
