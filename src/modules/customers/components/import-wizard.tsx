import React, { useEffect, useState } from 'react';
import { Box, Button, Loader, MessageBox } from '@adminjs/design-system';
import { api, messageOf, t } from '../../../platform/admin/components/lib/client';
import { PageTitle } from '../../../platform/admin/components/lib/page-title';
import { useApi } from '../../../platform/admin/components/lib/use-api';
import { changeOf, type Draft, draftOf, type Field, type ImportAnswer, type PreviewAnswer } from './parts/import-answers';
import { ImportColumns } from './parts/import-columns';
import { ImportFile } from './parts/import-file';
import { hasNames, ImportNames } from './parts/import-names';
import { ImportOptions } from './parts/import-options';
import { ImportOutcome } from './parts/import-outcome';
import { ImportPreview } from './parts/import-preview';
import { ImportProfiles } from './parts/import-profiles';
import { ImportRun } from './parts/import-run';

const given = (): number | null => Number(new URLSearchParams(window.location.search).get('id')) || null;

/** Leads from a file, step by step. The address keeps the import, so that a reload goes on where it was. */
const ImportWizard: React.FC = () => {
  const [id, setId] = useState(given);
  const [draft, setDraft] = useState<Draft>();
  const [preview, setPreview] = useState<PreviewAnswer>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const { data: loaded, error: missing, reload } = useApi<ImportAnswer>(id === null ? null : `/api/imports/${id}`);
  const { data: fields } = useApi<{ fields: Field[] }>('/api/imports/fields');
  const answer = id !== null && loaded?.id === id ? loaded : undefined;

  useEffect(() => {
    if (answer?.state === 'uploaded' && fields && !draft) setDraft(draftOf(answer, fields.fields));
  }, [answer, fields]);

  const show = (next: number | null) => {
    window.history.replaceState(
      window.history.state,
      '',
      next === null ? window.location.pathname : `${window.location.pathname}?id=${next}`,
    );
    setId(next);
    setDraft(undefined);
    setPreview(undefined);
    setError(undefined);
  };
  const attempt = (work: () => Promise<unknown>) => {
    setBusy(true);
    setError(undefined);
    work()
      .catch((thrown: unknown) => setError(messageOf(thrown)))
      .finally(() => setBusy(false));
  };
  const look = () =>
    attempt(async () =>
      setPreview(await api<PreviewAnswer>(`/api/imports/${id}/preview`, { method: 'POST', body: changeOf(draft!, answer!.header) })),
    );
  const start = () =>
    attempt(async () => {
      await api(`/api/imports/${id}`, { method: 'PATCH', body: changeOf(draft!, answer!.header) });
      await api(`/api/imports/${id}/start`, { method: 'POST' });
      reload();
    });
  const change = (next: Draft) => {
    setDraft(next);
    setPreview(undefined);
  };
  const setting = answer?.state === 'uploaded' && draft && fields;
  return (
    <Box p={['default', 'xl']} style={{ maxWidth: 1180, width: '100%', margin: '0 auto' }}>
      <Box flex mb="xl" style={{ justifyContent: 'space-between', alignItems: 'center', flexWrap: 'wrap', gap: 12 }}>
        <PageTitle gap={0}>{t({ 'zh-CN': '导入客户', en: 'Import customers' })}</PageTitle>
        <span>
          {id !== null && (
            <Button variant="text" onClick={() => show(null)} data-testid="another-file">
              {t({ 'zh-CN': '换一个文件', en: 'Another file' })}
            </Button>
          )}
          <a href="/admin/resources/imports" style={{ color: '#0b6e8f', marginLeft: 16 }}>
            {t({ 'zh-CN': '导入记录', en: 'Earlier imports' })}
          </a>
        </span>
      </Box>
      {missing && <MessageBox variant="danger" message={missing} mb="lg" />}
      {id === null && <ImportFile onUploaded={(uploaded) => show(uploaded.id)} />}
      {id !== null && !answer && !missing && <Loader />}
      {setting && (
        <>
          <ImportNames answer={answer} draft={draft} onChange={change} />
          <ImportProfiles answer={answer} draft={draft} onUsed={(used) => change(draftOf(used, fields.fields))} />
          <ImportColumns answer={answer} fields={fields.fields} draft={draft} onChange={change} />
          <ImportOptions answer={answer} fields={fields.fields} draft={draft} onChange={change} />
          {preview && <ImportPreview preview={preview} fields={fields.fields} />}
          <div aria-live="polite">
            {error && <MessageBox variant="danger" message={error} mb="lg" onCloseClick={() => setError(undefined)} />}
          </div>
          <Box flex style={{ gap: 12, alignItems: 'center', flexWrap: 'wrap' }} mb="xl">
            <Button variant={preview ? 'outlined' : 'contained'} disabled={busy || !hasNames(draft)} onClick={look} data-testid="preview">
              {t({ 'zh-CN': '预览', en: 'Preview' })}
            </Button>
            <Button variant={preview ? 'contained' : 'outlined'} disabled={busy || !preview} onClick={start} data-testid="start">
              {t({ 'zh-CN': '开始导入 {n} 行', en: 'Import {n} rows' }, { n: answer.totalRows })}
            </Button>
            {!preview && (
              <span style={{ color: '#5b6b7b', fontSize: 14 }}>
                {hasNames(draft)
                  ? t({ 'zh-CN': '先预览，再开始', en: 'Preview first, then start' })
                  : t({ 'zh-CN': '先说明名称从哪里来（见页面顶部）', en: 'Say first where names come from: see the top of the page' })}
              </span>
            )}
          </Box>
        </>
      )}
      {answer && (answer.state === 'waiting' || answer.state === 'running') && <ImportRun answer={answer} onEnd={reload} />}
      {answer && !['uploaded', 'waiting', 'running'].includes(answer.state) && <ImportOutcome answer={answer} />}
    </Box>
  );
};

export default ImportWizard;
