import React from 'react';
import { Button, Input, Label, MessageBox, Select, TextArea } from '@adminjs/design-system';
import { useNotice } from 'adminjs';
import { api, messageOf, t } from '../../../../platform/admin/components/lib/client';
import { instantOf } from '../../../../platform/admin/components/lib/time';
import { Section } from './section';
import { KINDS } from './words';

/** Recording what was said restarts the owner's clock; what was typed stays in the form until it is stored. */
export const FollowUpForm: React.FC<{ customerId: number; onRecorded: () => void }> = ({ customerId, onRecorded }) => {
  const [kind, setKind] = React.useState('call');
  const [summary, setSummary] = React.useState('');
  const [notes, setNotes] = React.useState('');
  const [next, setNext] = React.useState('');
  const [busy, setBusy] = React.useState(false);
  const [error, setError] = React.useState<string>();
  const notice = useNotice();
  const options = Object.entries(KINDS).map(([value, texts]) => ({ value, label: t(texts) }));

  const record = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      const nextFollowUpAt = next ? instantOf(next) : undefined;
      await api('/api/interactions', {
        method: 'POST',
        body: { customerId, kind, summary, ...(notes ? { notes } : {}), ...(nextFollowUpAt ? { nextFollowUpAt } : {}) },
      });
      setSummary('');
      setNotes('');
      setNext('');
      setError(undefined);
      notice({ message: t({ 'zh-CN': '跟进已记录', en: 'The follow-up is recorded' }), type: 'success' });
      onRecorded();
    } catch (thrown) {
      setError(messageOf(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Section title={t({ 'zh-CN': '记录跟进', en: 'Record a follow-up' })} name="follow-up-form">
      <form onSubmit={record}>
        {error && <MessageBox variant="danger" message={error} mb="lg" />}
        <Label htmlFor="follow-up-summary" required>
          {t({ 'zh-CN': '概要', en: 'Summary' })}
        </Label>
        <Input
          id="follow-up-summary"
          name="summary"
          width={1}
          maxLength={500}
          required
          value={summary}
          onChange={(e: React.ChangeEvent<HTMLInputElement>) => setSummary(e.target.value)}
        />
        <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(220px, 1fr))', gap: 12, marginTop: 12 }}>
          <div>
            <Label htmlFor="follow-up-kind">{t({ 'zh-CN': '方式', en: 'Kind' })}</Label>
            <Select
              inputId="follow-up-kind"
              value={options.find((o) => o.value === kind)}
              options={options}
              onChange={(o: { value: string } | null) => setKind(o?.value ?? 'call')}
            />
          </div>
          <div>
            <Label htmlFor="follow-up-next">{t({ 'zh-CN': '下次跟进（到时提醒）', en: 'Next follow-up (you will be reminded)' })}</Label>
            <Input
              id="follow-up-next"
              type="datetime-local"
              width={1}
              value={next}
              onChange={(e: React.ChangeEvent<HTMLInputElement>) => setNext(e.target.value)}
            />
          </div>
        </div>
        <Label htmlFor="follow-up-notes" mt="default">
          {t({ 'zh-CN': '内容', en: 'Notes' })}
        </Label>
        <TextArea
          id="follow-up-notes"
          width={1}
          rows={2}
          maxLength={10000}
          value={notes}
          onChange={(e: React.ChangeEvent<HTMLTextAreaElement>) => setNotes(e.target.value)}
        />
        <Button type="submit" variant="contained" mt="lg" disabled={busy || !summary.trim()}>
          {t({ 'zh-CN': '保存', en: 'Save' })}
        </Button>
      </form>
    </Section>
  );
};
