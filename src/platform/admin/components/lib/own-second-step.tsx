import React, { useState } from 'react';
import { Box, Button, FormGroup, FormMessage, Input, Label, MessageBox } from '@adminjs/design-system';
import { api, t } from './client';
import { Facts, Hint, Panel } from './panel';
import { timeText } from './time';
import { useApi } from './use-api';
import { useSend } from './use-send';

interface State {
  on: boolean;
  since: string | null;
  recoveryCodesLeft: number;
  demanded: boolean;
}
type Task = 'recovery-codes' | 'remove';
const TASKS: Record<Task, { 'zh-CN': string; en: string }> = {
  'recovery-codes': { 'zh-CN': '更换恢复码', en: 'Make new recovery codes' },
  remove: { 'zh-CN': '关闭两步登录', en: 'Switch it off' },
};
const FIELDS = [
  { name: 'password', label: { 'zh-CN': '密码', en: 'Password' }, type: 'password', complete: 'current-password', paths: ['password'] },
  {
    name: 'code',
    label: { 'zh-CN': '验证码或恢复码', en: 'A code, or a recovery code' },
    type: 'text',
    complete: 'one-time-code',
    paths: ['code', 'recoveryCode'],
  },
] as const;

/** Asks for password and code before something that weakens the account. */
const Proof: React.FC<{ task: Task; onDone: (answer: { recoveryCodes?: string[] }) => void; onCancel: () => void }> = ({
  task,
  onDone,
  onCancel,
}) => {
  const [typed, setTyped] = useState({ password: '', code: '' });
  const { busy, faults, send } = useSend();
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    const given = typed.code.replace(/\s/g, '');
    const body = { password: typed.password, ...(/^\d{6}$/.test(given) ? { code: given } : { recoveryCode: given }) };
    await send(async () => onDone(await api(`/api/auth/second-step/${task}`, { method: 'POST', body })));
  };
  return (
    <form onSubmit={(event) => void submit(event)} style={{ maxWidth: 420, marginTop: 16 }} data-testid={`second-step-${task}`}>
      {FIELDS.map(({ name, label, type, complete, paths }) => {
        const fault = faults.find((f) => (paths as readonly string[]).includes(f.path));
        return (
          <FormGroup key={name} error={Boolean(fault)}>
            <Label htmlFor={`proof-${name}`}>{t(label)}</Label>
            <Input
              id={`proof-${name}`}
              type={type}
              autoComplete={complete}
              required
              value={typed[name]}
              onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped({ ...typed, [name]: event.target.value })}
            />
            <FormMessage>{fault?.message}</FormMessage>
          </FormGroup>
        );
      })}
      <Button type="submit" variant="contained" color={task === 'remove' ? 'danger' : 'primary'} disabled={busy} mr="default">
        {t(TASKS[task])}
      </Button>
      <Button type="button" variant="text" onClick={onCancel}>
        {t({ 'zh-CN': '取消', en: 'Cancel' })}
      </Button>
    </form>
  );
};

const Codes: React.FC<{ codes: readonly string[]; onKept: () => void }> = ({ codes, onKept }) => (
  <Box mt="lg" data-testid="recovery-codes">
    <MessageBox
      variant="info"
      message={t({
        'zh-CN': '原来的恢复码已作废。请抄下或打印下面的新恢复码，关闭后不再显示。',
        en: 'The former codes are void. Print or write down these; they are not shown again.',
      })}
    />
    <ol style={{ margin: '12px 0', paddingLeft: 32, fontFamily: 'ui-monospace, Consolas, monospace', lineHeight: 1.8 }}>
      {codes.map((code) => (
        <li key={code}>{code}</li>
      ))}
    </ol>
    <Button variant="outlined" onClick={onKept}>
      {t({ 'zh-CN': '我已保存', en: 'I have kept them' })}
    </Button>
  </Box>
);

/** Whether signing in takes a code, too; the pages that set it up need no script (REQ-A7). */
export const OwnSecondStep: React.FC = () => {
  const { data, error, reload } = useApi<State>('/api/auth/second-step');
  const [task, setTask] = useState<Task>();
  const [codes, setCodes] = useState<readonly string[]>();
  const finish = ({ recoveryCodes }: { recoveryCodes?: string[] }) => {
    setTask(undefined);
    setCodes(recoveryCodes);
    reload();
  };
  const start = (
    <Button as="a" variant="contained" href="/admin/second-step?next=/admin/pages/account" data-testid="second-step-start">
      {t({ 'zh-CN': '开启', en: 'Set it up' })}
    </Button>
  );
  return (
    <Panel title={t({ 'zh-CN': '两步登录', en: 'Two-step sign-in' })} name="own-second-step" aside={data && !data.on ? start : undefined}>
      {error && <MessageBox variant="danger" message={error} />}
      {data && !data.on && (
        <Hint>
          {t({
            'zh-CN':
              '未开启。开启后，登录时除密码外还要输入手机验证器应用上的验证码，仅知道密码的人无法登录。开启时，其他设备上的登录都会结束。',
            en: 'Off. With it, signing in takes a code of an authenticator app besides your password: whoever knows the password alone stays out. Switching it on ends your sign-ins on all other devices.',
          })}
        </Hint>
      )}
      {data?.on && (
        <>
          <Facts
            rows={[
              [t({ 'zh-CN': '开启时间', en: 'On since' }), timeText(data.since!)],
              [t({ 'zh-CN': '剩余恢复码', en: 'Recovery codes left' }), data.recoveryCodesLeft],
            ]}
          />
          {data.demanded && (
            <Box mt="lg">
              <Hint>{t({ 'zh-CN': '您必须使用两步登录，不能关闭。', en: 'It is demanded of you and cannot be switched off.' })}</Hint>
            </Box>
          )}
          {!task && !codes && (
            <Box mt="lg">
              {(['recovery-codes', ...(data.demanded ? [] : (['remove'] as const))] as const).map((one) => (
                <Button key={one} variant="outlined" mr="default" onClick={() => setTask(one)} data-testid={`ask-${one}`}>
                  {t(TASKS[one])}
                </Button>
              ))}
            </Box>
          )}
        </>
      )}
      {task && <Proof task={task} onDone={finish} onCancel={() => setTask(undefined)} />}
      {codes && <Codes codes={codes} onKept={() => setCodes(undefined)} />}
    </Panel>
  );
};
