import React from 'react';
import { t } from '../../../../platform/admin/components/lib/client';
import { conditionText, type Grant, type PermissionRow, type Reach, reachText, type SubjectRow } from './matrix';

const SELECT: React.CSSProperties = {
  font: 'inherit',
  fontSize: 13,
  padding: '5px 6px',
  border: '1px solid #c9d5de',
  borderRadius: 6,
  background: '#fff',
  width: 112,
  maxWidth: 150,
};
const GIVEN: React.CSSProperties = { background: '#e3f1f5', borderColor: '#65abc2', fontWeight: 600 };
const FORBIDDEN: React.CSSProperties = { background: '#fdf1f0', borderColor: '#e0a29d', fontWeight: 600 };
const NOTE: React.CSSProperties = {
  display: 'block',
  fontSize: 12,
  color: '#5b6b7b',
  marginTop: 3,
  maxWidth: 240,
  overflowWrap: 'anywhere',
};

export interface CellProps {
  subject: SubjectRow;
  permission: PermissionRow;
  grant: Grant | null;
  /** Nothing in this table can be changed. */
  fixed: boolean;
  opened: boolean;
  onChange: (grant: Grant | null) => void;
  onOpen: () => void;
}

const beyond = () => t({ 'zh-CN': '超出您自己的权限，不能授予', en: 'More than you hold yourself: you cannot give it' });

/** What a role may do in one respect: over which rows, or not at all. */
export const MatrixCell: React.FC<CellProps> = ({ subject, permission, grant, fixed, opened, onChange, onOpen }) => {
  const { mayGive, label } = permission;
  const forbids = grant?.inverted ?? false;
  const name = `${subject.label} ${label}`;
  const held = mayGive.length > 0;
  const value = grant ? (forbids ? 'forbid' : grant.reach) : '';
  const choose = (next: string) => {
    if (next === '') return onChange(null);
    const from = grant ?? { reach: 'all', conditions: null, fields: null, inverted: false };
    if (next === 'forbid') return onChange({ ...from, reach: from.reach === 'custom' ? 'custom' : 'all', inverted: true });
    const reach = next as Reach;
    onChange({ ...from, reach, inverted: false, conditions: reach === 'custom' ? (from.conditions ?? {}) : null });
    if (reach === 'custom' && !opened) onOpen();
  };
  const faulty = permission.faulty && grant?.conditions === permission.grant?.conditions;
  const narrowing = [
    faulty && t({ 'zh-CN': '⚠ 条件有误，不生效，请修改', en: '⚠ Its conditions are faulty: it gives nothing until they are mended' }),
    permission.conditions && conditionText(permission.conditions, subject.conditionFields),
    grant?.reach === 'custom' && grant.conditions && conditionText(grant.conditions, subject.conditionFields),
    grant?.fields && t({ 'zh-CN': '{n} 个字段', en: '{n} fields' }, { n: grant.fields.length }),
  ].filter(Boolean);
  const own: Reach[] = grant && grant.reach !== 'custom' && !subject.reaches.includes(grant.reach) ? [grant.reach] : [];
  return (
    <span style={{ display: 'inline-block', verticalAlign: 'top' }}>
      <span style={{ display: 'flex', alignItems: 'center', gap: 2 }}>
        <select
          aria-label={name}
          title={held || fixed ? undefined : beyond()}
          value={value}
          disabled={fixed}
          onChange={(event) => choose(event.target.value)}
          data-testid={`grant-${permission.code}`}
          style={{
            ...SELECT,
            ...(forbids ? FORBIDDEN : grant ? GIVEN : {}),
            ...(fixed || held ? {} : { color: '#8494a3', background: '#f1f4f6' }),
          }}
        >
          <option value="">{t({ 'zh-CN': '—', en: '—' })}</option>
          {[...own, ...subject.reaches].map((reach) => (
            <option key={reach} value={reach} disabled={!mayGive.includes(reach)}>
              {reachText(reach)}
              {mayGive.includes(reach) || fixed ? '' : ` (${t({ 'zh-CN': '超出您的权限', en: 'beyond yours' })})`}
            </option>
          ))}
          {(subject.conditionFields.length > 0 || grant?.reach === 'custom') && (
            <option value="custom" disabled={!held}>
              {reachText('custom')}
            </option>
          )}
          <option value="forbid">{t({ 'zh-CN': '禁止', en: 'Forbidden' })}</option>
        </select>
        {grant && (
          <button
            type="button"
            aria-expanded={opened}
            aria-label={t({ 'zh-CN': '{name} 的条件与字段', en: 'Conditions and fields of {name}' }, { name })}
            title={t({ 'zh-CN': '条件与字段', en: 'Conditions and fields' })}
            onClick={onOpen}
            data-testid={`detail-${permission.code}`}
            style={{ border: 0, background: 'none', cursor: 'pointer', color: '#0b6e8f', fontSize: 18, lineHeight: 1, padding: '2px 6px' }}
          >
            ⋯
          </button>
        )}
      </span>
      {narrowing.map((text, i) => (
        <small key={i} style={NOTE}>
          {text}
        </small>
      ))}
    </span>
  );
};
