import React from 'react';
import { Box, Loader, MessageBox } from '@adminjs/design-system';
import { api, t, useLanguage } from './lib/client';
import { OwnMessages } from './lib/own-messages';
import { OwnPassword } from './lib/own-password';
import { OwnSecondStep } from './lib/own-second-step';
import { type OwnSession, OwnSessions } from './lib/own-sessions';
import { PageTitle } from './lib/page-title';
import { Facts, Hint, Panel } from './lib/panel';
import { useApi } from './lib/use-api';
import { useSend } from './lib/use-send';

interface Me {
  user: { username: string; name: string; email: string | null; phone: string | null; language: string | null };
  roles: { id: number; name: string }[];
  department: { name: string } | null;
}

const Profile: React.FC<{ me: Me }> = ({ me: { user, roles, department } }) => (
  <Panel title={t({ 'zh-CN': '基本信息', en: 'About you' })} name="own-profile">
    <Facts
      rows={[
        [t({ 'zh-CN': '姓名', en: 'Name' }), user.name],
        [t({ 'zh-CN': '用户名', en: 'User name' }), user.username],
        [t({ 'zh-CN': '邮箱', en: 'E-mail' }), user.email],
        [t({ 'zh-CN': '电话', en: 'Phone' }), user.phone],
        [t({ 'zh-CN': '部门', en: 'Department' }), department?.name],
        [t({ 'zh-CN': '角色', en: 'Roles' }), roles.map((r) => r.name).join(t({ 'zh-CN': '、', en: ', ' })) || undefined],
      ]}
    />
    <Box mt="lg">
      <Hint>{t({ 'zh-CN': '如需更改，请联系管理员。', en: 'Ask your administrator to change these.' })}</Hint>
    </Box>
  </Panel>
);

/** Kept with the account, so that letters and other devices speak it too. */
const OwnLanguage: React.FC = () => {
  const { busy, send } = useSend();
  const speak = async (language: string) => {
    if (await send(() => api('/admin/language', { method: 'POST', body: { language } }))) window.location.reload();
  };
  return (
    <Panel title={t({ 'zh-CN': '语言', en: 'Language' })} name="own-language">
      <select
        aria-label={t({ 'zh-CN': '语言', en: 'Language' })}
        value={useLanguage()}
        disabled={busy}
        onChange={(event) => void speak(event.target.value)}
        style={{ font: 'inherit', padding: '8px 12px', border: '1px solid #b8c6d2', borderRadius: 6, background: '#fff' }}
      >
        <option value="zh-CN">简体中文</option>
        <option value="en">English</option>
      </select>
    </Panel>
  );
};

/** What everybody has of his own: who he is here, his language, his password, his sign-ins (REQ-A4). */
const MyAccount: React.FC = () => {
  const { data: me, error } = useApi<Me>('/api/auth/me');
  const sessions = useApi<{ items: OwnSession[] }>('/api/auth/sessions?pageSize=100');
  return (
    <Box p={['default', 'xl']} style={{ maxWidth: 960, width: '100%', margin: '0 auto' }}>
      <PageTitle>{t({ 'zh-CN': '我的账号', en: 'My account' })}</PageTitle>
      {error && <MessageBox variant="danger" message={error} mb="lg" />}
      {!me && !error && <Loader />}
      {me && <Profile me={me} />}
      <OwnLanguage />
      <OwnMessages />
      <OwnPassword onChanged={sessions.reload} />
      <OwnSecondStep />
      <OwnSessions sessions={sessions} />
    </Box>
  );
};

export default MyAccount;
