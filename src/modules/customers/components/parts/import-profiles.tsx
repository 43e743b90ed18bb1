import React, { useState } from 'react';
import { Button, MessageBox } from '@adminjs/design-system';
import { useResource } from 'adminjs';
import { api, labelOf, t } from '../../../../platform/admin/components/lib/client';
import { useApi } from '../../../../platform/admin/components/lib/use-api';
import { useSend } from '../../../../platform/admin/components/lib/use-send';
import { changeOf, type Draft, type ImportAnswer, type Mapping } from './import-answers';
import { CONTROL } from './import-table';
import { Section } from './section';

interface Profile {
  id: number;
  name: string;
  mapping: Mapping;
  version: number;
}
/** `missing`: columns that the file lacks; `forbidden`: fields that the importer may not write. */
type Used = ImportAnswer & { missing: string[]; forbidden: string[] };

const ROW: React.CSSProperties = { display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center' };
const said = (text: string) => <span style={{ color: '#5b6776', fontSize: 14 }}>{text}</span>;

/** Whose columns all stand in this file; of several the one with the most. */
function fitting(profiles: readonly Profile[], header: readonly string[]): Profile | undefined {
  const fits = profiles.filter(({ mapping: { columns } }) => columns.length > 0 && columns.every(({ column }) => header.includes(column)));
  return fits.sort((a, b) => b.mapping.columns.length - a.mapping.columns.length)[0];
}

/** Mappings of earlier files, and this one for later ones. */
export const ImportProfiles: React.FC<{ answer: ImportAnswer; draft: Draft; onUsed: (used: ImportAnswer) => void }> = ({
  answer,
  draft,
  onUsed,
}) => {
  const offered = !!useResource('import-profiles');
  const { data, reload } = useApi<{ items: Profile[] }>(offered ? '/api/import-profiles?pageSize=100' : null);
  const [chosen, setChosen] = useState<number>();
  const [used, setUsed] = useState<Used>();
  const [name, setName] = useState<string>();
  const { busy, send } = useSend();
  if (!offered || !data) return null;
  const profiles = data.items;
  const proposed = fitting(profiles, answer.header);
  const profile = profiles.find(({ id }) => id === (chosen ?? proposed?.id));
  const use = () =>
    send(async () => {
      const now = await api<Used>(`/api/imports/${answer.id}/profile`, { method: 'POST', body: { profileId: profile!.id } });
      setChosen(profile!.id);
      setUsed(now);
      onUsed(now);
    });
  const kept = changeOf(draft, answer.header);
  const keep = async () => {
    const work = () => api<Profile>('/api/import-profiles', { method: 'POST', body: { name, ...kept } }).then(({ id }) => setChosen(id));
    if (!(await send(work, t({ 'zh-CN': '方案已保存', en: 'The profile is kept' })))) return;
    setName(undefined);
    reload();
  };
  const renew = async () => {
    const { id, version } = profile!;
    const work = () => api(`/api/import-profiles/${id}`, { method: 'PATCH', body: { ...kept, version } });
    if (await send(work, t({ 'zh-CN': '方案已更新', en: 'The profile is changed' }))) reload();
  };
  // one that did not fit whole would lose the rest by being changed from here
  const left = [
    ...(used?.missing ?? []).map((column) => `“${column}”`),
    ...(used?.forbidden ?? []).map((field) => labelOf(field) ?? field),
  ];
  return (
    <Section title={t({ 'zh-CN': '导入方案', en: 'Profile' })} name="import-profiles">
      <div style={ROW}>
        {profiles.length > 0 && (
          <>
            <select
              style={{ ...CONTROL, minWidth: 200 }}
              value={profile?.id ?? ''}
              aria-label={t({ 'zh-CN': '选择方案', en: 'Choose a profile' })}
              data-testid="profile"
              onChange={(event) => setChosen(Number(event.target.value) || undefined)}
            >
              <option value="">{t({ 'zh-CN': '选择方案', en: 'Choose a profile' })}</option>
              {profiles.map(({ id, name: label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </select>
            <Button variant="outlined" size="sm" disabled={busy || !profile} onClick={() => void use()} data-testid="use-profile">
              {t({ 'zh-CN': '使用', en: 'Use it' })}
            </Button>
            {chosen === undefined &&
              proposed &&
              said(t({ 'zh-CN': '这个文件有“{name}”的全部列', en: 'This file has all columns of “{name}”' }, { name: proposed.name }))}
          </>
        )}
        {name === undefined ? (
          <>
            <Button variant="text" size="sm" onClick={() => setName('')} data-testid="keep-profile">
              {t({ 'zh-CN': '保存下面的设置为方案…', en: 'Keep what is set below as a profile…' })}
            </Button>
            {used && profile && left.length === 0 && (
              <Button variant="text" size="sm" disabled={busy} onClick={() => void renew()} data-testid="renew-profile">
                {t({ 'zh-CN': '更新“{name}”', en: 'Change “{name}”' }, { name: profile.name })}
              </Button>
            )}
          </>
        ) : (
          <form style={ROW} onSubmit={(event) => (event.preventDefault(), void keep())}>
            <input
              style={CONTROL}
              value={name}
              maxLength={64}
              autoFocus
              aria-label={t({ 'zh-CN': '方案名称', en: 'Name of the profile' })}
              placeholder={t({ 'zh-CN': '例如：百度推广表格', en: 'For instance: leads of the fair' })}
              data-testid="profile-name"
              onChange={(event) => setName(event.target.value)}
            />
            <Button type="submit" variant="contained" size="sm" disabled={busy || !name.trim()} data-testid="save-profile">
              {t({ 'zh-CN': '保存', en: 'Keep it' })}
            </Button>
            <Button type="button" variant="text" size="sm" onClick={() => setName(undefined)}>
              {t({ 'zh-CN': '取消', en: 'Cancel' })}
            </Button>
          </form>
        )}
      </div>
      <div aria-live="polite">
        {left.length > 0 && (
          <MessageBox
            variant="info"
            mt="lg"
            message={t(
              { 'zh-CN': '方案中未能使用的列或字段：{left}', en: 'Of the profile these columns or fields could not be used: {left}' },
              { left: left.join('、') },
            )}
          />
        )}
      </div>
    </Section>
  );
};
