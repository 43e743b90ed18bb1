import React from 'react';
import { t } from '../../../../platform/admin/components/lib/client';
import type { MergeChoice, MergeChoices, MergeField, MergeHead, MergePreview } from './merge-answers';
import { timeText } from '../../../../platform/admin/components/lib/time';
import { holdingWord, statusWord } from './words';

const CELL: React.CSSProperties = { padding: '8px 16px 8px 0', borderTop: '1px solid #eef2f5', textAlign: 'left', verticalAlign: 'top' };

const Head: React.FC<{ head: MergeHead; stays: boolean }> = ({ head, stays }) => (
  <>
    <div style={{ fontSize: 12, color: stays ? '#0b6e8f' : '#b3261e' }}>
      {stays
        ? t({ 'zh-CN': '保留这一条', en: 'This record stays' })
        : t({ 'zh-CN': '并入左边后不再单独存在', en: 'This one becomes part of it' })}
    </div>
    <a href={`/admin/resources/customers/records/${head.id}/show`} style={{ color: '#0b6e8f', fontSize: 16 }}>
      {[head.name, head.number].filter(Boolean).join(' ')}
    </a>
    <div style={{ fontWeight: 400 }}>
      {[
        head.status && statusWord(head.status),
        head.deleted ? t({ 'zh-CN': '在回收站', en: 'in the recycle bin' }) : head.holding && holdingWord(head.holding),
        head.ownerName,
      ]
        .filter(Boolean)
        .join(' · ')}
    </div>
    <div style={{ fontWeight: 400, fontSize: 12, color: '#5b6b7b' }}>
      {[
        head.createdAt && t({ 'zh-CN': '录入 {at}', en: 'Entered {at}' }, { at: timeText(head.createdAt) }),
        head.lastFollowUpAt && t({ 'zh-CN': '最后跟进 {at}', en: 'last follow-up {at}' }, { at: timeText(head.lastFollowUpAt) }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </div>
  </>
);

interface RowProps {
  row: MergeField;
  choice: MergeChoice;
  choose: (choice: MergeChoice) => void;
}

const Pick: React.FC<RowProps & { value: MergeChoice; text: string }> = ({ row, choice, choose, value, text }) => (
  <label style={{ display: 'flex', gap: 8, alignItems: 'baseline', cursor: 'pointer' }}>
    <input type="radio" name={row.field} value={value} checked={choice === value} onChange={() => choose(value)} />
    <span style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{text || '—'}</span>
  </label>
);

const FLAGS = new Set(['doNotCall', 'doNotMail']);
/** What stands where nobody may choose. */
const stands = (row: MergeField, side: MergeChoice): React.CSSProperties =>
  row.differs && (row.choice === side || row.choice === 'both') ? { ...CELL, fontWeight: 600 } : CELL;

const FieldRow: React.FC<RowProps> = (props) => {
  const { row } = props;
  // what one of the two has forbidden stays forbidden: no choice
  const open = row.differs && row.mayChoose && !FLAGS.has(row.field);
  return (
    <tr>
      <th scope="row" style={{ ...CELL, fontWeight: 500, color: '#5b6b7b' }}>
        {row.label}
      </th>
      <td style={open ? CELL : stands(row, 'kept')}>{open ? <Pick {...props} value="kept" text={row.keptText} /> : row.keptText || '—'}</td>
      <td style={open ? CELL : stands(row, 'other')}>
        {open ? <Pick {...props} value="other" text={row.otherText} /> : row.otherText || '—'}
        {open && row.field === 'notes' && <Pick {...props} value="both" text={t({ 'zh-CN': '两者都保留', en: 'Keep both' })} />}
      </td>
    </tr>
  );
};

/** Both records beside each other; what differs is chosen, field by field. */
export const MergeFields: React.FC<{ preview: MergePreview; choices: MergeChoices; onChoose: (choices: MergeChoices) => void }> = ({
  preview,
  choices,
  onChoose,
}) => (
  <div style={{ overflowX: 'auto' }}>
    <table style={{ width: '100%', borderCollapse: 'collapse', fontSize: 14 }} data-testid="merge-fields">
      <thead>
        <tr>
          <th scope="col" style={{ ...CELL, borderTop: 'none' }}>
            {t({ 'zh-CN': '字段', en: 'Field' })}
          </th>
          <th scope="col" style={{ ...CELL, borderTop: 'none' }}>
            <Head head={preview.kept} stays />
          </th>
          <th scope="col" style={{ ...CELL, borderTop: 'none' }}>
            <Head head={preview.other} stays={false} />
          </th>
        </tr>
      </thead>
      <tbody>
        {preview.fields.map((row) => (
          <FieldRow
            key={row.field}
            row={row}
            choice={choices[row.field] ?? row.choice}
            choose={(choice) => onChoose({ ...choices, [row.field]: choice })}
          />
        ))}
      </tbody>
    </table>
  </div>
);
