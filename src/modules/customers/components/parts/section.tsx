import React from 'react';
import { H5 } from '@adminjs/design-system';

const FRAME: React.CSSProperties = { background: '#fff', border: '1px solid #dbe3ea', borderRadius: 10, padding: 20, marginBottom: 16 };

/** A titled part of the page. */
export const Section: React.FC<{ title: string; name: string; aside?: React.ReactNode; children: React.ReactNode }> = ({
  title,
  name,
  aside,
  children,
}) => (
  <section style={FRAME} aria-label={title} data-testid={name}>
    <div style={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: 12, marginBottom: 12 }}>
      <H5 style={{ fontSize: 16, fontWeight: 600, margin: 0 }}>{title}</H5>
      {aside}
    </div>
    {children}
  </section>
);
