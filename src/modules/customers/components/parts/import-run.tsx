import React, { useState } from 'react';
import { Button, MessageBox } from '@adminjs/design-system';
import { api, messageOf, t } from '../../../../platform/admin/components/lib/client';
import { Progress, useJob } from '../../../../platform/admin/components/lib/progress';
import type { ImportAnswer } from './import-answers';
import { Section } from './section';

const lasting = (seconds: number): string =>
  seconds < 90
    ? t({ 'zh-CN': '约 {n} 秒', en: 'about {n} s' }, { n: seconds })
    : t({ 'zh-CN': '约 {n} 分钟', en: 'about {n} min' }, { n: Math.ceil(seconds / 60) });

/** An import that waits or runs: how far, how fast, how long still; it goes on when the page is left. */
export const ImportRun: React.FC<{ answer: ImportAnswer; onEnd: () => void }> = ({ answer, onEnd }) => {
  const [error, setError] = useState<string>();
  const job = useJob(answer.jobId, onEnd);
  const progress = job?.progress;
  const note = progress?.perSecond
    ? [
        t({ 'zh-CN': '每秒 {n} 行', en: '{n} rows a second' }, { n: Math.round(progress.perSecond) }),
        ...(progress.secondsLeft === null
          ? []
          : [t({ 'zh-CN': '还需{time}', en: '{time} left' }, { time: lasting(progress.secondsLeft) })]),
      ].join(' · ')
    : undefined;
  const cancel = () => {
    api(`/api/imports/${answer.id}/cancel`, { method: 'POST' })
      .then(onEnd)
      .catch((thrown: unknown) => setError(messageOf(thrown)));
  };
  return (
    <Section title={t({ 'zh-CN': '正在导入 {name}', en: 'Importing {name}' }, { name: answer.fileName })} name="import-run">
      <Progress done={progress?.done ?? 0} total={answer.totalRows} {...(note ? { note } : {})} />
      {error && <MessageBox variant="danger" message={error} mb="lg" />}
      <Button variant="outlined" onClick={cancel} data-testid="cancel-import">
        {t({ 'zh-CN': '取消导入', en: 'Cancel the import' })}
      </Button>
      <p style={{ marginTop: 12, color: '#5b6b7b', fontSize: 14 }}>
        {t({
          'zh-CN': '可以离开此页面，导入会继续进行，结束时会通知您。',
          en: 'You may leave this page: the import goes on, and you are told when it ends.',
        })}
      </p>
    </Section>
  );
};
