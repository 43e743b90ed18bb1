import React, { useState } from 'react';
import { Box, Button, FormGroup, Label, MessageBox, SelectAsync } from '@adminjs/design-system';
import { ApiClient } from 'adminjs';
import { useSelector } from 'react-redux';
import { api, messageOf, t } from '../../../platform/admin/components/lib/client';
import { Hint, Panel } from '../../../platform/admin/components/lib/panel';
import { PageTitle } from '../../../platform/admin/components/lib/page-title';
import { useApi } from '../../../platform/admin/components/lib/use-api';
import { type Explanation, ExplanationPanel, type Subject } from './parts/explanation';

interface Option {
  value: string;
  label: string;
}
const SELECT: React.CSSProperties = {
  font: 'inherit',
  width: '100%',
  height: 34,
  padding: '0 8px',
  border: '1px solid #c9d5de',
  borderRadius: 4,
  background: '#fff',
};
const searchIn =
  (resourceId: string) =>
  async (text: string): Promise<Option[]> =>
    (await new ApiClient().searchRecords({ resourceId, query: text })).map((r) => ({ value: String(r.id), label: r.title }));
const search = searchIn('staff');
type Named = readonly [code: string, text: string];
const option = ([code, text]: Named) => (
  <option key={code} value={code}>
    {text}
  </option>
);

/** "Why can X see this?": the guard's own rules, asked aloud. */
const ExplainRights: React.FC = () => {
  const { data, error } = useApi<{ subjects: Subject[] }>('/api/permissions/subjects');
  const [who, setWho] = useState<Option | null>(null);
  const [subjectName, setSubjectName] = useState('Customer');
  const [actionName, setActionName] = useState('read');
  const [row, setRow] = useState<Option | null>(null);
  const screens = useSelector((s: { resources: { id: string; subject: string }[] }) => s.resources);
  const [field, setField] = useState('');
  const [answer, setAnswer] = useState<Explanation>();
  const [refused, setRefused] = useState<string>();
  const subjects = data?.subjects ?? [];
  const subject = subjects.find((s) => s.subject === subjectName) ?? subjects[0];
  const action = subject?.actions.find((a) => a.name === actionName) ?? subject?.actions[0];
  const screen = subject?.rows ? screens.find((one) => one.subject === subject.subject)?.id : undefined;
  const ask = async (event: React.FormEvent) => {
    event.preventDefault();
    setRefused(undefined);
    setAnswer(undefined);
    const query = new URLSearchParams({ userId: who!.value, action: action!.name, subject: subject!.subject });
    if (row && screen) query.set('id', row.value);
    if (field && subject!.fields.some((f) => f.name === field)) query.set('field', field);
    try {
      setAnswer(await api<Explanation>(`/api/permissions/explain?${query}`));
    } catch (thrown) {
      setRefused(messageOf(thrown));
    }
  };
  const choice = (
    name: string,
    label: string,
    value: string,
    options: readonly Named[],
    set: (v: string) => void,
    groups: readonly (readonly [string, readonly Named[]])[] = [],
  ) => (
    <FormGroup>
      <Label htmlFor={name}>{label}</Label>
      <select id={name} value={value} onChange={(event) => set(event.target.value)} style={SELECT}>
        {options.map(option)}
        {groups.map(([group, some]) => (
          <optgroup key={group} label={group}>
            {some.map(option)}
          </optgroup>
        ))}
      </select>
    </FormGroup>
  );
  return (
    <Box p={['default', 'xl']} style={{ maxWidth: 960, width: '100%', margin: '0 auto' }}>
      <PageTitle gap={8}>{t({ 'zh-CN': '权限解释', en: 'Who may what, and why' })}</PageTitle>
      <Box mb="xl">
        <Hint>
          {t({
            'zh-CN': '谁能（或不能）做什么，由哪个角色的哪条权限决定。',
            en: 'Whether somebody may do something, and which permission of which role decides it.',
          })}
        </Hint>
      </Box>
      {error && <MessageBox variant="danger" message={error} mb="lg" />}
      {subject && action && (
        <Panel title={t({ 'zh-CN': '问题', en: 'Question' })} name="question">
          <form onSubmit={(event) => void ask(event)}>
            <div style={{ display: 'grid', gap: '0 20px', gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))' }}>
              <FormGroup data-testid="who-asked">
                <Label htmlFor="explain-who">{t({ 'zh-CN': '员工', en: 'Colleague' })}</Label>
                <SelectAsync
                  inputId="explain-who"
                  cacheOptions
                  defaultOptions
                  value={who}
                  loadOptions={search}
                  placeholder={t({ 'zh-CN': '输入以搜索…', en: 'Type to search…' })}
                  noOptionsMessage={() => t({ 'zh-CN': '没有匹配项', en: 'Nothing found' })}
                  onChange={(option: Option | null) => setWho(option)}
                />
              </FormGroup>
              {choice(
                'subject',
                t({ 'zh-CN': '对象', en: 'Subject' }),
                subject.subject,
                [],
                (name) => (setSubjectName(name), setRow(null)),
                [...new Set(subjects.map((s) => s.group))].map((group) => [
                  group,
                  subjects.filter((s) => s.group === group).map((s) => [s.subject, s.label]),
                ]),
              )}
              {choice(
                'action',
                t({ 'zh-CN': '操作', en: 'Action' }),
                action.name,
                subject.actions.map((a) => [a.name, a.label] as const),
                setActionName,
              )}
              {screen && (
                <FormGroup data-testid="row-asked">
                  <Label htmlFor="row">{t({ 'zh-CN': '哪一条记录（可选）', en: 'One record (optional)' })}</Label>
                  <SelectAsync
                    key={screen}
                    inputId="row"
                    defaultOptions
                    isClearable
                    value={row}
                    loadOptions={searchIn(screen)}
                    placeholder={t({ 'zh-CN': '输入以搜索…', en: 'Type to search…' })}
                    noOptionsMessage={() => t({ 'zh-CN': '没有匹配项', en: 'Nothing found' })}
                    onChange={(option: Option | null) => setRow(option)}
                  />
                </FormGroup>
              )}
              {subject.fields.length > 0 &&
                choice(
                  'field',
                  t({ 'zh-CN': '字段（可选）', en: 'Field (optional)' }),
                  subject.fields.some((f) => f.name === field) ? field : '',
                  [['', t({ 'zh-CN': '不限', en: 'Any' })] as const, ...subject.fields.map((f) => [f.name, f.label] as const)],
                  setField,
                )}
            </div>
            <Button type="submit" variant="contained" disabled={!who} data-testid="ask">
              {t({ 'zh-CN': '查询', en: 'Ask' })}
            </Button>
          </form>
        </Panel>
      )}
      {refused && <MessageBox variant="danger" message={refused} />}
      {answer && subject && (
        <ExplanationPanel answer={answer} asked={{ id: Number(who?.value), name: who?.label ?? '' }} subject={subject} />
      )}
    </Box>
  );
};

export default ExplainRights;
