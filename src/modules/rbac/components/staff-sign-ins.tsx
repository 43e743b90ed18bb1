import React from 'react';
import { Box, MessageBox } from '@adminjs/design-system';
import type { ActionProps } from 'adminjs';
import { t } from '../../../platform/admin/components/lib/client';
import { type OwnSession, SignInsPanel } from '../../../platform/admin/components/lib/own-sessions';
import { useApi } from '../../../platform/admin/components/lib/use-api';

/** Where a colleague is signed in, and the way to end it for him: a telephone left in a taxi. */
const StaffSignIns: React.FC<ActionProps> = ({ record }) => {
  const address = `/api/staff/${record!.id}/sessions`;
  const sessions = useApi<{ items: OwnSession[] }>(`${address}?pageSize=100`);
  return (
    <Box pt="lg" style={{ maxWidth: 960 }}>
      {sessions.data?.items.length === 0 && (
        <MessageBox variant="info" mb="lg" message={t({ 'zh-CN': '目前没有登录', en: 'Not signed in anywhere at present' })} />
      )}
      <SignInsPanel
        sessions={sessions}
        title={t({ 'zh-CN': '{name} 登录的设备', en: 'Where {name} is signed in' }, { name: record!.title })}
        address={address}
        all={t({ 'zh-CN': '全部退出', en: 'Sign out everywhere' })}
        allDone={t({ 'zh-CN': '已在所有设备上退出登录', en: 'Signed out everywhere' })}
        hint={t({
          'zh-CN': '退出后一秒内生效。密码可能已泄露时，请同时重置密码。',
          en: 'Holds within a second. If somebody may know his password, reset that, too.',
        })}
      />
    </Box>
  );
};

export default StaffSignIns;
