import React, { useEffect } from 'react';
import { H2 } from '@adminjs/design-system';

/** What the browser's tab and history call this page. */
export function useTabTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Tide CRM` : 'Tide CRM';
  }, [title]);
}

/** The heading of a page of ours, which the browser's tab carries as well. */
export const PageTitle: React.FC<{ children: string; gap?: number; tab?: string }> = ({ children, gap = 24, tab = children }) => {
  useTabTitle(tab);
  return (
    <H2 as="h1" style={{ fontSize: 24, fontWeight: 700, marginBottom: gap }}>
      {children}
    </H2>
  );
};
