import React, { useState } from 'react';
import { Box, Button, DrawerContent, DrawerFooter, MessageBox, Text } from '@adminjs/design-system';
import {
  ActionHeader,
  type ActionProps,
  ApiClient,
  BasePropertyComponent,
  type PropertyJSON,
  type RecordJSON,
  useNotice,
  useTranslation,
} from 'adminjs';
import { useNavigate } from 'react-router';
import { t } from './lib/client';
import { CopyButton } from './lib/copy-button';
import { refreshed } from './lib/refreshed';

interface Form {
  confirm: string | null;
  properties: PropertyJSON[];
}
interface Answer {
  notice?: { message: string; type: 'success' | 'error' };
  redirectUrl?: string;
  detail?: string;
  note?: string | null;
  code?: string;
  record?: RecordJSON;
}

const PLAIN = new Set<unknown>(['string', 'text', 'number', 'choice', 'day']);

/** An input that is called as a plain property of the row begins with what the row has. */
const blank = ({ properties }: Form, row: RecordJSON | undefined): RecordJSON =>
  ({
    params: Object.fromEntries(
      properties.flatMap(({ propertyPath: name, custom }) => {
        const value: unknown = (PLAIN.has(custom['kind']) ? row?.params[name] : undefined) ?? custom['initial'];
        return value === undefined ? [] : [[name, value]];
      }),
    ),
    populated: {},
    errors: {},
    baseError: null,
    id: '',
    title: '',
    recordActions: [],
    bulkActions: [],
  }) as unknown as RecordJSON;

/** Any action of a module: asks, takes its inputs, runs by POST and says how it went. */
const RunAction: React.FC<ActionProps> = (props) => {
  const { action, resource, record, records } = props;
  const form = (resource as unknown as { inputs: Record<string, Form> }).inputs[action.name] ?? { confirm: null, properties: [] };
  const [draft, setDraft] = useState<RecordJSON>(() => blank(form, record));
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Answer>();
  const [problem, setProblem] = useState<string>();
  const notice = useNotice();
  const navigate = useNavigate();
  const { translateAction } = useTranslation();
  const change = (property: string | RecordJSON, value?: unknown, chosen?: RecordJSON) => {
    if (typeof property !== 'string') return setDraft(property);
    return setDraft(
      (before) =>
        ({
          ...before,
          params: { ...before.params, [property]: value },
          populated: chosen ? { ...before.populated, [property]: chosen } : before.populated,
        }) as RecordJSON,
    );
  };
  const send = async (): Promise<Answer> => {
    const call = { resourceId: resource.id, actionName: action.name, data: draft.params as never, method: 'post' as const };
    const client = new ApiClient();
    if (action.actionType === 'record') return (await client.recordAction({ ...call, recordId: record!.id })).data as Answer;
    if (action.actionType === 'bulk')
      return (await client.bulkAction({ ...call, recordIds: (records ?? []).map((r) => String(r.id)) })).data as Answer;
    return (await client.resourceAction(call)).data as Answer;
  };
  const run = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    const answer = await send();
    setBusy(false);
    if (answer.notice?.type === 'error') {
      setProblem(answer.notice.message);
      return setDraft((before) => ({ ...before, errors: answer.record?.errors ?? {} }) as RecordJSON);
    }
    // what is shown below its message says it there
    if (answer.notice && !answer.detail) notice(answer.notice);
    if (answer.detail) return setDone(answer);
    return navigate(refreshed(answer.redirectUrl ?? `/admin/resources/${resource.id}`));
  };
  const subjects = action.actionType === 'bulk' ? (records ?? []) : record ? [record] : [];
  if (done)
    return (
      <DrawerContent>
        <MessageBox variant="success" message={done.notice?.message ?? ''} mb="lg" />
        {done.note && <Text mb="sm">{done.note}</Text>}
        <pre
          data-testid="run-detail"
          style={{
            padding: 12,
            background: '#eef3f6',
            borderRadius: 6,
            userSelect: 'all',
            whiteSpace: 'pre-wrap',
            overflowWrap: 'anywhere',
          }}
        >
          {done.detail}
        </pre>
        {done.note && <CopyButton text={done.detail ?? ''} />}
        <Button mt="xl" variant="contained" onClick={() => navigate(refreshed(done.redirectUrl ?? ''))}>
          {t({ 'zh-CN': '完成', en: 'Done' })}
        </Button>
      </DrawerContent>
    );
  return (
    <Box as="form" flex flexDirection="column" flexGrow={1} onSubmit={run}>
      <DrawerContent>
        {action.showInDrawer && <ActionHeader {...props} />}
        {problem && (
          <div role="alert" data-testid="run-problem">
            <MessageBox variant="danger" message={problem} mb="xl" />
          </div>
        )}
        {form.confirm && <Text mb="xl">{form.confirm}</Text>}
        {action.actionType === 'bulk' && (
          <Text mb="sm" data-testid="run-count">
            {subjects.length === 1
              ? t({ 'zh-CN': '已勾选 1 条', en: 'One is ticked' })
              : t({ 'zh-CN': '已勾选 {n} 条', en: '{n} are ticked' }, { n: subjects.length })}
          </Text>
        )}
        {subjects.length > 1 && (
          <Box as="ul" mb="xl" style={{ listStyle: 'disc', paddingLeft: 20 }}>
            {subjects.slice(0, 20).map((r) => (
              <li key={r.id}>{r.title}</li>
            ))}
            {subjects.length > 20 && <li>{t({ 'zh-CN': '还有 {n} 条', en: 'and {n} more' }, { n: subjects.length - 20 })}</li>}
          </Box>
        )}
        {form.properties.map((property) => (
          <BasePropertyComponent
            key={property.propertyPath}
            where="edit"
            property={property}
            resource={resource}
            record={draft}
            onChange={change as never}
          />
        ))}
      </DrawerContent>
      <DrawerFooter>
        <Box flex style={{ gap: 12 }}>
          <Button type="submit" variant="contained" disabled={busy} data-testid="run-action">
            {translateAction(action.label, resource.id)}
          </Button>
          <Button type="button" variant="text" onClick={() => navigate(-1)}>
            {t({ 'zh-CN': '取消', en: 'Cancel' })}
          </Button>
        </Box>
      </DrawerFooter>
    </Box>
  );
};

export default RunAction;
