import React, { useEffect, useState } from 'react';
import { t } from '../../../../platform/admin/components/lib/client';
import { Hint } from '../../../../platform/admin/components/lib/panel';
import { type Conditions, conditionText, type Grant, type PermissionRow, reachText, type SubjectRow } from './matrix';

const BOX: React.CSSProperties = { background: '#f6f9fb', border: '1px solid #dbe3ea', borderRadius: 8, padding: 16, margin: '8px 0' };
const AREA: React.CSSProperties = {
  width: '100%',
  minHeight: 96,
  fontFamily: 'ui-monospace, monospace',
  fontSize: 13,
  padding: 8,
  border: '1px solid #c9d5de',
  borderRadius: 6,
};

interface DetailProps {
  subject: SubjectRow;
  permission: PermissionRow;
  grant: Grant;
  fixed: boolean;
  onChange: (grant: Grant) => void;
}

/** Rows by conditions: JSON as the API takes it, read back in words. */
const ConditionsField: React.FC<DetailProps> = ({ subject, grant, fixed, onChange }) => {
  const [typed, setTyped] = useState(() => JSON.stringify(grant.conditions ?? {}, null, 2));
  const [wrong, setWrong] = useState(false);
  useEffect(() => setWrong(false), [grant.reach]);
  const type = (text: string) => {
    setTyped(text);
    try {
      const conditions: unknown = JSON.parse(text);
      if (typeof conditions !== 'object' || conditions === null || Array.isArray(conditions)) return setWrong(true);
      setWrong(false);
      onChange({ ...grant, conditions: conditions as Conditions });
    } catch {
      setWrong(true);
    }
  };
  return (
    <div style={{ flex: '2 1 320px' }}>
      <label style={{ fontWeight: 600, fontSize: 14 }}>
        {t({ 'zh-CN': '条件', en: 'Conditions' })}
        <textarea
          value={typed}
          disabled={fixed}
          spellCheck={false}
          aria-invalid={wrong}
          onChange={(event) => type(event.target.value)}
          style={{ ...AREA, ...(wrong ? { borderColor: '#b3261e' } : {}) }}
          data-testid="conditions"
        />
      </label>
      <Hint>
        {wrong
          ? t({ 'zh-CN': '这不是有效的 JSON，修改尚未采用。', en: 'This is no valid JSON yet; the change is not taken over.' })
          : conditionText(grant.conditions ?? {}, subject.conditionFields) || t({ 'zh-CN': '请填写条件。', en: 'Write conditions.' })}
      </Hint>
      <Hint>
        {t({ 'zh-CN': '可用字段：', en: 'Fields: ' })}
        {subject.conditionFields.map((f) => (f.label === f.name ? f.name : `${f.name} (${f.label})`)).join(', ')}
        {t({ 'zh-CN': '；', en: '; ' })}
        {
          '${user.id}, ${user.departmentId}, ${user.departmentTreeIds}; $in, $nin, $ne, $lt, $lte, $gt, $gte, $or, $and; 2026-03-01T00:00:00+08:00'
        }
      </Hint>
    </div>
  );
};

const FieldsField: React.FC<DetailProps> = ({ subject, permission, grant, fixed, onChange }) => {
  const all = subject.fields.filter((f) => !permission.fields?.length || permission.fields.includes(f.name));
  const chosen = new Set(grant.fields ?? all.map((f) => f.name));
  const toggle = (name: string, ticked: boolean) => {
    const next = all.map((f) => f.name).filter((n) => (n === name ? ticked : chosen.has(n)));
    if (next.length) onChange({ ...grant, fields: next.length === all.length ? null : next });
  };
  return (
    <fieldset style={{ flex: '1 1 240px', border: 0 }}>
      <legend style={{ fontWeight: 600, fontSize: 14, marginBottom: 6 }}>{t({ 'zh-CN': '字段', en: 'Fields' })}</legend>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 16px' }}>
        {all.map((f) => (
          <label key={f.name} style={{ display: 'flex', gap: 6, fontSize: 14 }}>
            <input
              type="checkbox"
              checked={chosen.has(f.name)}
              disabled={fixed}
              onChange={(event) => toggle(f.name, event.target.checked)}
              data-testid={`field-${f.name}`}
            />
            {f.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
};

/** The narrowing of one permission for this role: its rows and its fields. */
export const MatrixDetail: React.FC<DetailProps> = (props) => {
  const { subject, permission, grant } = props;
  return (
    <div style={BOX} data-testid="matrix-detail">
      <p style={{ marginBottom: 10 }}>
        <strong>
          {subject.label} · {permission.label}
        </strong>{' '}
        {grant.inverted ? t({ 'zh-CN': '禁止', en: 'forbidden' }) : reachText(grant.reach)}{' '}
        <code style={{ color: '#5b6b7b' }}>{permission.code}</code>
      </p>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 24 }}>
        {grant.reach === 'custom' && <ConditionsField key={permission.id} {...props} />}
        {subject.fields.length > 0 && <FieldsField {...props} />}
        {grant.reach !== 'custom' && !subject.fields.length && (
          <Hint>{t({ 'zh-CN': '没有可以细分的字段。', en: 'There are no fields to choose from.' })}</Hint>
        )}
      </div>
    </div>
  );
};
