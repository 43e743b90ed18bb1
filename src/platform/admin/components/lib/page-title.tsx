import React, { useEffect } from 'react';
import { H2 } from '@adminjs/design-system';

/** What the browser's tab and history call this page. */
export function useTabTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · Tide CRM` : 'Tide CRM';
  }, [title]);
}

/** The heading of a page of ours, which the browser's tab carries as well. */
export const PageTitle: React.FC<{ children: string; gap?: string; tab?: string }> = ({ children, gap = 'xl', tab = children }) => {
  useTabTitle(tab);
  return (
    <H2 as="h1" mb={gap} style={{ fontSize: 24, fontWeight: 700 }}>
      {children}
    </H2>
  );
};
