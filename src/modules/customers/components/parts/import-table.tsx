import React from 'react';

const CELL: React.CSSProperties = { padding: '8px 16px 8px 0', borderTop: '1px solid #eef2f5', textAlign: 'left', verticalAlign: 'middle' };
const HEAD: React.CSSProperties = { ...CELL, borderTop: 'none', color: '#5b6b7b', fontWeight: 500, whiteSpace: 'nowrap' };

/** What a control looks like on the wizard's page. */
export const CONTROL: React.CSSProperties = {
  padding: '7px 10px',
  border: '1px solid #b8c6d1',
  borderRadius: 6,
  background: '#fff',
  font: 'inherit',
  fontSize: 14,
  maxWidth: '100%',
  boxSizing: 'border-box',
};

/** A plain table that scrolls inside its section on narrow screens. */
export const ImportTable: React.FC<{ heads: string[]; rows: React.ReactNode[][]; label: string }> = ({ heads, rows, label }) => (
  <div style={{ overflowX: 'auto' }} tabIndex={0} role="region" aria-label={label}>
    <table style={{ width: '100%', borderCollapse: 'collapse', fontSize: 14 }}>
      <thead>
        <tr>
          {heads.map((head, i) => (
            <th key={i} scope="col" style={HEAD}>
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

export const Labelled: React.FC<{ label: string; hint?: string; children: React.ReactNode }> = ({ label, hint, children }) => (
  <label style={{ display: 'block', marginBottom: 16, fontSize: 14 }}>
    <span style={{ display: 'block', marginBottom: 6, color: '#3d5163' }}>{label}</span>
    {children}
    {hint && <span style={{ display: 'block', marginTop: 4, color: '#5b6b7b', fontSize: 13 }}>{hint}</span>}
  </label>
);
