import React from 'react';
import { Link } from 'react-router-dom';
import { t } from './lib/client';
import { homePhone } from './lib/home-phone';

interface Props {
  property: {
    path: string;
    isPlain?: boolean;
    custom: { kind?: string; without?: string };
    availableValues: { value: string; label: string; tone?: 'good' | 'bad' }[] | null;
  };
  record: { id: number; params: Record<string, unknown>; recordActions?: { name: string }[] } | undefined;
  resource: { id: string; titleProperty?: { propertyPath: string } };
  where: string;
}
const TAG: React.CSSProperties = {
  display: 'inline-block',
  borderRadius: 12,
};
const GOOD: React.CSSProperties = { background: '#dff1e4', color: '#1d5c31' };
const TONES = { good: GOOD, bad: { background: '#fbe6e3', color: '#8c1d18' } };
const LOOKS: Record<string, React.CSSProperties> = {
  true: GOOD,
  false: { background: '#e9edf1', color: '#44525f' },
};
const CHOICE: React.CSSProperties = { background: '#e3f1f5', color: '#085672' };
const FIGURES: React.CSSProperties = { whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' };
const FIGURE_CELL: React.CSSProperties = { ...FIGURES, display: 'block', textAlign: 'right', paddingRight: 16 };
const WITHOUT: React.CSSProperties = { color: '#5b6776' };
const LONG = 24;
/** Words without blanks: a name of a company that may go on below itself. */
const NAME = /^[\u3400-\u9fff\uff00-\uffef·]{9,24}$/;

const Value: React.FC<{ text: string; property: Props['property']; isCell: boolean }> = ({ text, property, isCell }) => {
  const kind = property.custom.kind ?? '';
  const choice = property.availableValues?.find((c) => c.value === text);
  if (choice)
    return (
      <span className="choice" style={{ ...TAG, ...(kind === 'boolean' ? LOOKS[text] : choice.tone ? TONES[choice.tone] : CHOICE) }}>
        {choice.label}
      </span>
    );
  if (isCell && (kind === 'number' || kind === 'money')) return <span style={FIGURE_CELL}>{text}</span>;
  if (['money', 'number', 'instant', 'day'].includes(kind)) return <span style={FIGURES}>{text}</span>;
  if (text.startsWith('/admin/'))
    return (
      <Link to={text} className="row-link">
        {t({ 'zh-CN': '打开', en: 'Open' })}
      </Link>
    );
  if (homePhone(text) !== text) return <span style={FIGURES}>{homePhone(text)}</span>;
  if (isCell && NAME.test(text))
    return <span style={{ display: 'inline-block', minWidth: '8em', whiteSpace: 'normal', textWrap: 'balance' }}>{text}</span>;
  return <span style={{ whiteSpace: text.length > LONG || text.includes('\n') ? 'pre-wrap' : 'nowrap' }}>{text}</span>;
};

/**
 * A value of a list or a detail page; choices by their text, as it was written. Figures and short texts stay on one line. What names a row
 * leads to its page: for keys, for a new tab, and for those who hear a list by its links.
 */
const DefaultPropertyValue: React.FC<Props> = ({ property, record, resource, where }) => {
  const value = record?.params[property.path];
  const { without } = property.custom;
  if (!record) return null;
  if (value === undefined || value === null || value === '') {
    if (!without) return null;
    const isFigure = where === 'list' && ['number', 'money'].includes(property.custom.kind ?? '');
    return <span style={isFigure ? { ...WITHOUT, ...FIGURE_CELL } : WITHOUT}>{without}</span>;
  }
  const opens =
    where === 'list' &&
    resource.titleProperty?.propertyPath === property.path &&
    !property.isPlain &&
    record.recordActions?.some((action) => action.name === 'show');
  const shown = <Value text={String(value)} property={property} isCell={where === 'list' && !property.isPlain} />;
  return opens ? (
    <Link to={`/admin/resources/${resource.id}/records/${record.id}/show`} className="row-link">
      {shown}
    </Link>
  ) : (
    shown
  );
};

export default DefaultPropertyValue;
