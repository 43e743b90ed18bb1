import React from 'react';
import { Box, Loader, MessageBox } from '@adminjs/design-system';
import type { ActionProps } from 'adminjs';
import { t } from '../../../platform/admin/components/lib/client';
import { useApi } from '../../../platform/admin/components/lib/use-api';
import type { ImportAnswer } from './parts/import-answers';
import { ImportOutcome } from './parts/import-outcome';
import { ImportRun } from './parts/import-run';

/** One import, whatever it is doing. */
const ImportResult: React.FC<ActionProps> = ({ record }) => {
  const { data: answer, error, reload } = useApi<ImportAnswer>(record ? `/api/imports/${record.id}` : null);
  if (error) return <MessageBox variant="danger" message={error} />;
  if (!answer) return <Loader />;
  return (
    <Box p="xl">
      {answer.state === 'uploaded' && (
        <a href={`/admin/pages/imports?id=${answer.id}`} style={{ color: '#0b6e8f' }}>
          {t({ 'zh-CN': '文件已上传，尚未开始：继续设置', en: 'The file is here but was not started: go on with it' })}
        </a>
      )}
      {(answer.state === 'waiting' || answer.state === 'running') && <ImportRun answer={answer} onEnd={reload} />}
      {!['uploaded', 'waiting', 'running'].includes(answer.state) && <ImportOutcome answer={answer} />}
    </Box>
  );
};

export default ImportResult;
