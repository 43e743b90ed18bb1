import React, { useRef, useState } from 'react';
import { Button, MessageBox, Text } from '@adminjs/design-system';
import { api, messageOf, t } from '../../../../platform/admin/components/lib/client';
import type { ImportAnswer } from './import-answers';
import { Section } from './section';

/** Choose a file, or drop it; it is looked at as a whole before anything else happens. */
export const ImportFile: React.FC<{ onUploaded: (answer: ImportAnswer) => void }> = ({ onUploaded }) => {
  const [busy, setBusy] = useState<string>();
  const [error, setError] = useState<string>();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const upload = (file: File | undefined) => {
    if (!file) return;
    setBusy(file.name);
    setError(undefined);
    const form = new FormData();
    form.append('file', file);
    api<ImportAnswer>('/api/imports', { method: 'POST', body: form })
      .then(onUploaded)
      .catch((thrown: unknown) => setError(messageOf(thrown)))
      .finally(() => {
        setBusy(undefined);
        if (input.current) input.current.value = '';
      });
  };
  return (
    <Section title={t({ 'zh-CN': '1. 选择文件', en: '1. Choose a file' })} name="import-file">
      <div
        onDragOver={(event) => (event.preventDefault(), setOver(true))}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => (event.preventDefault(), setOver(false), upload(event.dataTransfer.files[0]))}
        style={{
          border: `2px dashed ${over ? '#0b6e8f' : '#b8c6d1'}`,
          borderRadius: 10,
          padding: 32,
          textAlign: 'center',
          background: over ? '#eef6fa' : '#fafcfd',
        }}
      >
        <input
          ref={input}
          type="file"
          accept=".xlsx,.csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"
          data-testid="import-input"
          aria-label={t({ 'zh-CN': '选择文件', en: 'Choose a file' })}
          style={{ position: 'absolute', width: 1, height: 1, opacity: 0 }}
          tabIndex={-1}
          onChange={(event) => upload(event.target.files?.[0])}
        />
        <Button variant="contained" disabled={busy !== undefined} onClick={() => input.current?.click()} data-testid="choose-file">
          {busy
            ? t({ 'zh-CN': '正在检查 {name}…', en: 'Looking at {name}…' }, { name: busy })
            : t({ 'zh-CN': '选择 .xlsx 或 .csv 文件', en: 'Choose an .xlsx or .csv file' })}
        </Button>
        <Text mt="lg" color="grey80">
          {t({ 'zh-CN': '也可以把文件拖到这里。最多 200,000 行、50 MB。', en: 'Or drop it here. At most 200,000 rows and 50 MB.' })}
        </Text>
        <Text mt="sm">
          <a href="/api/imports/template" download style={{ color: '#0b6e8f' }} data-testid="template">
            {t({ 'zh-CN': '下载模板', en: 'Download the template' })}
          </a>
        </Text>
      </div>
      <div aria-live="polite">
        {error && <MessageBox mt="lg" variant="danger" message={error} onCloseClick={() => setError(undefined)} />}
      </div>
    </Section>
  );
};
