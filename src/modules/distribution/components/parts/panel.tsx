import React from 'react';
import { H5, Text } from '@adminjs/design-system';

const FRAME: React.CSSProperties = { background: '#fff', border: '1px solid #dbe3ea', borderRadius: 10, padding: 20, marginBottom: 16 };
const CELL: React.CSSProperties = { padding: '8px 24px 8px 0', borderTop: '1px solid #eef2f5', textAlign: 'left', verticalAlign: 'top' };

/** A titled part of a page, with its buttons at the right. */
export const Panel: React.FC<{ title: string; name: string; actions?: React.ReactNode; children: React.ReactNode }> = ({
  title,
  name,
  actions,
  children,
}) => (
  <section style={FRAME} aria-label={title} data-testid={name}>
    <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: 12, marginBottom: 12 }}>
      <H5 style={{ fontSize: 16, fontWeight: 600, margin: 0 }}>{title}</H5>
      {actions}
    </div>
    {children}
  </section>
);

export const Empty: React.FC<{ children: React.ReactNode }> = ({ children }) => <Text color="grey80">{children}</Text>;

/** A plain table that scrolls inside its panel on narrow screens. The first cell of a row names it. */
export const Table: React.FC<{ heads: string[]; rows: React.ReactNode[][]; numbers?: number[] }> = ({ heads, rows, numbers = [] }) => {
  const at = (i: number): React.CSSProperties =>
    numbers.includes(i) ? { ...CELL, textAlign: 'right', fontVariantNumeric: 'tabular-nums' } : CELL;
  return (
    <div style={{ overflowX: 'auto' }} tabIndex={0} role="region">
      <table style={{ width: '100%', minWidth: heads.length * 88, borderCollapse: 'collapse', fontSize: 14 }}>
        <thead>
          <tr>
            {heads.map((head, i) => (
              <th key={head} scope="col" style={{ ...at(i), borderTop: 'none', color: '#5b6b7b', fontWeight: 500, whiteSpace: 'nowrap' }}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => (
            <tr key={r}>
              {row.map((cell, i) => (
                <td key={i} style={at(i)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
