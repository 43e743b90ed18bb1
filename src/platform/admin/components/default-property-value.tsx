import React from 'react';
import { t } from './lib/client';

interface Props {
  property: { path: string; custom: { kind?: string }; availableValues: { value: string; label: string }[] | null };
  record: { params: Record<string, unknown> } | undefined;
}
const TAG: React.CSSProperties = {
  display: 'inline-block',
  padding: '2px 10px',
  borderRadius: 12,
  fontSize: 13,
  lineHeight: '20px',
  whiteSpace: 'nowrap',
};
const LOOKS: Record<string, React.CSSProperties> = {
  true: { background: '#dff1e4', color: '#1d5c31' },
  false: { background: '#e9edf1', color: '#44525f' },
};
const CHOICE: React.CSSProperties = { background: '#e3f1f5', color: '#085672' };
const FIGURES: React.CSSProperties = { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' };
const LONG = 24;
/** Stored with its country, shown as it is dialled at home. */
const HOME_MOBILE = /^\+86(?=1\d{10}$)/;

/** A value of a list or a detail page; choices by their text, as it was written. Figures and short texts stay on one line. */
const DefaultPropertyValue: React.FC<Props> = ({ property, record }) => {
  const value = record?.params[property.path];
  if (value === undefined || value === null || value === '') return null;
  const text = String(value);
  const choice = property.availableValues?.find((c) => c.value === text);
  if (choice) return <span style={{ ...TAG, ...(property.custom.kind === 'boolean' ? LOOKS[text] : CHOICE) }}>{choice.label}</span>;
  if (['money', 'number', 'instant', 'day'].includes(property.custom.kind ?? '')) return <span style={FIGURES}>{text}</span>;
  if (text.startsWith('/admin/'))
    return (
      <a href={text} style={{ color: '#0b6e8f' }}>
        {t({ 'zh-CN': '打开', en: 'Open' })}
      </a>
    );
  if (HOME_MOBILE.test(text)) return <span style={FIGURES}>{text.replace(HOME_MOBILE, '')}</span>;
  return <span style={{ whiteSpace: text.length > LONG ? 'pre-wrap' : 'nowrap' }}>{text}</span>;
};

export default DefaultPropertyValue;
