import React from 'react';
import { Icon } from '@adminjs/design-system';
import { useNavigate } from 'react-router';
import { t } from './client';
import { useUnread } from './use-unread';

const MESSAGES = '/admin/resources/notifications';
const BADGE: React.CSSProperties = {
  position: 'absolute',
  top: -6,
  left: 14,
  boxSizing: 'border-box',
  minWidth: 18,
  padding: '0 5px',
  borderRadius: 9,
  background: '#b3261e',
  color: '#fff',
  fontSize: 11,
  lineHeight: '18px',
  textAlign: 'center',
};

/** How many messages wait, and the way to them. */
export const Bell: React.FC = () => {
  const count = useUnread();
  const navigate = useNavigate();
  const label = count
    ? t({ 'zh-CN': '{n} 条未读消息', en: 'Unread messages: {n}' }, { n: count })
    : t({ 'zh-CN': '没有未读消息', en: 'No unread messages' });
  return (
    <a
      href={MESSAGES}
      data-testid="bell"
      title={label}
      aria-label={label}
      onClick={(event) => (event.preventDefault(), navigate(MESSAGES))}
      style={{ position: 'relative', color: 'inherit', padding: '0 14px 0 4px', lineHeight: 1 }}
    >
      <Icon icon="Bell" />
      <span role="status" aria-live="polite">
        {count ? <span style={BADGE}>{count > 99 ? '99+' : count}</span> : null}
      </span>
    </a>
  );
};
