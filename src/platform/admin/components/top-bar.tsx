import React, { useEffect } from 'react';
import { Box, Button, Icon } from '@adminjs/design-system';
import { useNotice } from 'adminjs';
import { useNavigate } from 'react-router';
import { Bell } from './lib/bell';
import { api, messageOf, session, t, useLanguage } from './lib/client';
import { helpingHands } from './lib/helping-hands';
import { patchClient } from './lib/patch-client';

patchClient();

const OTHER = { 'zh-CN': { code: 'en', name: 'English' }, en: { code: 'zh-CN', name: '简体中文' } } as const;

/** Who is signed in, the other language, the way out. */
const TopBar: React.FC<{ toggleSidebar: () => void }> = ({ toggleSidebar }) => {
  useEffect(helpingHands, []);
  const other = OTHER[useLanguage()];
  const notice = useNotice();
  const navigate = useNavigate();
  const go = (work: Promise<unknown>, then: () => void) =>
    void work.then(then).catch((error: unknown) => notice({ message: messageOf(error), type: 'error' }));
  const speak = () => go(api('/admin/language', { method: 'POST', body: { language: other.code } }), () => window.location.reload());
  const leave = () => go(api('/admin/logout', { method: 'POST', body: {} }), () => window.location.assign('/admin/login'));
  return (
    <Box
      as="header"
      flex
      flexDirection="row"
      alignItems="center"
      flexShrink={0}
      bg="white"
      px={['default', 'xl']}
      style={{ height: 56, borderBottom: '1px solid #dbe3ea', gap: 8 }}
      data-css="topbar"
    >
      <Box display={['block', 'block', 'block', 'block', 'none']}>
        <Button variant="text" size="icon" onClick={toggleSidebar} aria-label={t({ 'zh-CN': '菜单', en: 'Menu' })}>
          <Icon icon="Menu" />
        </Button>
      </Box>
      <Box flexGrow={1} />
      <Bell />
      <Button variant="text" onClick={speak} lang={other.code} aria-label={other.name} data-testid="language">
        <Icon icon="Globe" /> <span className="roomy">{other.name}</span>
      </Button>
      <a
        href="/admin/pages/account"
        data-testid="who"
        title={t({ 'zh-CN': '我的账号', en: 'My account' })}
        onClick={(event) => (event.preventDefault(), navigate('/admin/pages/account'))}
        style={{ fontWeight: 600, color: 'inherit', padding: '0 8px', whiteSpace: 'nowrap' }}
      >
        {session().email}
      </a>
      <Button variant="text" onClick={leave} data-testid="sign-out" aria-label={t({ 'zh-CN': '退出登录', en: 'Sign out' })}>
        <Icon icon="LogOut" /> <span className="roomy">{t({ 'zh-CN': '退出登录', en: 'Sign out' })}</span>
      </Button>
    </Box>
  );
};

export default TopBar;
