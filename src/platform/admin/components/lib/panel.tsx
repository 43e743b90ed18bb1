import React from 'react';
import { H5, Text } from '@adminjs/design-system';

const FRAME: React.CSSProperties = { background: '#fff', border: '1px solid #dbe3ea', borderRadius: 10, padding: 20, marginBottom: 16 };
const CELL: React.CSSProperties = { padding: '8px 24px 8px 0', borderTop: '1px solid #eef2f5', textAlign: 'left', verticalAlign: 'top' };

/** A titled part of a page, with its buttons at the right. */
export const Panel: React.FC<{ title: string; name: string; aside?: React.ReactNode; children: React.ReactNode }> = ({
  title,
  name,
  aside,
  children,
}) => (
  <section style={FRAME} aria-label={title} data-testid={name}>
    <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', justifyContent: 'space-between', gap: 12, marginBottom: 12 }}>
      <H5 style={{ fontSize: 16, fontWeight: 600, margin: 0 }}>{title}</H5>
      {aside}
    </div>
    {children}
  </section>
);

export const Hint: React.FC<{ children: React.ReactNode }> = ({ children }) => (
  <Text color="grey80" style={{ fontSize: 14, lineHeight: 1.6 }}>
    {children}
  </Text>
);

/** Names and values, one a line. */
export const Facts: React.FC<{ rows: readonly (readonly [string, React.ReactNode])[] }> = ({ rows }) => (
  <dl style={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', gap: '6px 20px', fontSize: 14 }}>
    {rows.map(([name, value]) => (
      <React.Fragment key={name}>
        <dt style={{ color: '#5b6b7b' }}>{name}</dt>
        <dd style={{ overflowWrap: 'anywhere' }}>{value ?? '—'}</dd>
      </React.Fragment>
    ))}
  </dl>
);

/** A plain table that scrolls inside its panel on narrow screens. The first cell of a row names it. */
export const Table: React.FC<{ heads: readonly string[]; rows: readonly (readonly React.ReactNode[])[] }> = ({ heads, rows }) => (
  <div style={{ overflowX: 'auto' }} tabIndex={0} role="region">
    <table style={{ width: '100%', minWidth: heads.length * 88, borderCollapse: 'collapse', fontSize: 14 }}>
      <thead>
        <tr>
          {heads.map((head, i) => (
            <th key={i} scope="col" style={{ ...CELL, borderTop: 'none', color: '#5b6b7b', fontWeight: 500, whiteSpace: 'nowrap' }}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, r) => (
          <tr key={r}>
            {row.map((cell, i) => (
              <td key={i} style={CELL}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
