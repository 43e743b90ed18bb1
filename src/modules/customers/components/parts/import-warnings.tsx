import React from 'react';
import { MessageBox } from '@adminjs/design-system';
import type { Warning } from './import-answers';

/** What a file says and an import does not take over. */
export const ImportWarnings: React.FC<{ warnings: readonly Warning[] }> = ({ warnings }) => (
  <div role="alert" data-testid="import-warnings">
    {warnings.map(({ path, message }) => (
      <MessageBox key={path} variant="danger" mb="lg" message={message} />
    ))}
  </div>
);
