import React from 'react';
import { Text } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Detail } from './customer-answers';
import { Section } from './section';
import { holdingWord, statusWord } from './words';

const GRID: React.CSSProperties = { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))', gap: '10px 24px' };

const Field: React.FC<{ label: string; children: React.ReactNode }> = ({ label, children }) => (
  <div>
    <Text style={{ fontSize: 12, color: '#5b6b7b' }}>{label}</Text>
    <div style={{ fontSize: 15, overflowWrap: 'anywhere' }}>{children || '—'}</div>
  </div>
);

/** A link that opens the programme with which one reaches him (REQ-D17); masked data is only text. */
const Reach: React.FC<{ href: string; value: string | null | undefined; masked: boolean }> = ({ href, value, masked }) =>
  value && !masked ? (
    <a href={href} style={{ color: '#0b6e8f' }}>
      {value}
    </a>
  ) : (
    <>{value ?? '—'}</>
  );

export const CustomerCard: React.FC<{ customer: Detail }> = ({ customer: c }) => {
  const warnings = [
    c.doNotCall && t({ 'zh-CN': '请勿致电', en: 'Do not call' }),
    c.doNotMail && t({ 'zh-CN': '请勿发信', en: 'Do not mail' }),
  ].filter(Boolean);
  return (
    <Section title={c.number} name="customer-card">
      {warnings.length > 0 && (
        <Text role="alert" style={{ color: '#b3261e', marginBottom: 8 }}>
          {warnings.join(' · ')}
        </Text>
      )}
      <div style={GRID}>
        <Field label={t({ 'zh-CN': '状态', en: 'Status' })}>{[statusWord(c.status), holdingWord(c.holding)].join(' · ')}</Field>
        <Field label={t({ 'zh-CN': '顾问', en: 'Owner' })}>{[c.ownerName, c.departmentName].filter(Boolean).join(' · ')}</Field>
        <Field label={t({ 'zh-CN': '电话', en: 'Phone' })}>
          <Reach href={`tel:${c.phone}`} value={c.phone?.replace(/^\+86(?=1\d{10}$)/, '')} masked={c.masked || c.doNotCall === true} />
        </Field>
        <Field label="QQ">
          <Reach href={`tencent://message/?uin=${c.qq}`} value={c.qq} masked={c.masked} />
        </Field>
        <Field label={t({ 'zh-CN': '微信', en: 'WeChat' })}>
          <Reach href="weixin://" value={c.wechat} masked={c.masked} />
        </Field>
        <Field label={t({ 'zh-CN': '邮箱', en: 'E-mail' })}>
          <Reach href={`mailto:${c.email}`} value={c.email} masked={c.masked || c.doNotMail === true} />
        </Field>
      </div>
    </Section>
  );
};
