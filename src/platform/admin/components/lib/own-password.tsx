import React, { useState } from 'react';
import { Button, FormGroup, FormMessage, Input, Label } from '@adminjs/design-system';
import { api, t } from './client';
import { Hint, Panel } from './panel';
import { useSend } from './use-send';

const EMPTY = { oldPassword: '', newPassword: '', repeat: '' };
type Name = keyof typeof EMPTY;
const FIELDS: readonly { name: Name; label: { 'zh-CN': string; en: string }; complete: string }[] = [
  { name: 'oldPassword', label: { 'zh-CN': '原密码', en: 'Old password' }, complete: 'current-password' },
  { name: 'newPassword', label: { 'zh-CN': '新密码', en: 'New password' }, complete: 'new-password' },
  { name: 'repeat', label: { 'zh-CN': '再次输入新密码', en: 'The new password again' }, complete: 'new-password' },
];

/** The old password, the new one, and the new one again (REQ-A4). */
export const OwnPassword: React.FC<{ onChanged: () => void }> = ({ onChanged }) => {
  const [typed, setTyped] = useState(EMPTY);
  const { busy, faults, send } = useSend();
  const change = async (event: React.FormEvent) => {
    event.preventDefault();
    const done = t({ 'zh-CN': '密码已修改，其他设备已退出登录', en: 'Your password is changed; every other device is signed out' });
    if (!(await send(() => api('/api/auth/password', { method: 'POST', body: typed }), done))) return;
    setTyped(EMPTY);
    onChanged();
  };
  return (
    <Panel title={t({ 'zh-CN': '修改密码', en: 'Change the password' })} name="own-password">
      <form onSubmit={(event) => void change(event)} style={{ maxWidth: 420 }}>
        {FIELDS.map(({ name, label, complete }) => {
          const fault = faults.find((f) => f.path === name);
          return (
            <FormGroup key={name} error={Boolean(fault)}>
              <Label htmlFor={name}>{t(label)}</Label>
              <Input
                id={name}
                name={name}
                type="password"
                autoComplete={complete}
                required
                value={typed[name]}
                onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped({ ...typed, [name]: event.target.value })}
              />
              <FormMessage>{fault?.message}</FormMessage>
            </FormGroup>
          );
        })}
        <Hint>{t({ 'zh-CN': '至少 8 个字符，不要用常见密码。', en: 'At least 8 characters, and none of the common ones.' })}</Hint>
        <Button mt="lg" type="submit" variant="contained" disabled={busy} data-testid="change-password">
          {t({ 'zh-CN': '修改密码', en: 'Change it' })}
        </Button>
      </form>
    </Panel>
  );
};
