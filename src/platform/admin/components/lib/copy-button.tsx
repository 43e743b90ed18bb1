import React, { useState } from 'react';
import { Button } from '@adminjs/design-system';
import { t } from './client';

/** For what is shown once. Browsers lend their clipboard to safe addresses (https, this machine) only: elsewhere one marks the text oneself. */
export const CopyButton: React.FC<{ text: string }> = ({ text }) => {
  const [copied, setCopied] = useState(false);
  if (!window.isSecureContext) return null;
  return (
    <Button
      mt="xl"
      mr="default"
      type="button"
      variant="outlined"
      data-testid="copy"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      {copied ? t({ 'zh-CN': '已复制', en: 'Copied' }) : t({ 'zh-CN': '复制', en: 'Copy' })}
    </Button>
  );
};
