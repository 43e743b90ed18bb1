import React from 'react';
import { Button, Input, Label, Select } from '@adminjs/design-system';
import type { BasePropertyJSON } from 'adminjs';
import { api, t } from '../../../../platform/admin/components/lib/client';
import { useApi } from '../../../../platform/admin/components/lib/use-api';
import { useSend } from '../../../../platform/admin/components/lib/use-send';
import type { Asked } from './list-address';
import type { Departments, View } from './view-answers';

interface Props {
  /** The view that is looked through, if there is one. */
  view: View | undefined;
  asked: Asked;
  columns: string[];
  /** All columns the caller may see, with their names. */
  offered: BasePropertyJSON[];
  labelOf: (property: BasePropertyJSON) => string;
  onSaved: (view: View) => void;
  onCancel: () => void;
}

/** Keeps what the list shows now under a name: as a new view, or as the one that is looked through. */
export const ViewForm: React.FC<Props> = ({ view, asked, columns, offered, labelOf, onSaved, onCancel }) => {
  const departments = useApi<Departments>('/api/saved-views/departments?pageSize=100');
  const [name, setName] = React.useState(view?.mayChange ? view.name : '');
  const [chosen, setChosen] = React.useState(columns);
  const [departmentId, setDepartmentId] = React.useState<number | null>(view?.mayChange ? view.departmentId : null);
  const { busy, send } = useSend();
  const body = {
    name,
    // a view that is only named in the address goes on where nothing else is asked
    filters: asked.view ? { ...view?.filters, ...asked.filters } : asked.filters,
    sort: asked.sort ?? (asked.view ? (view?.sort ?? null) : null),
    columns: chosen,
    departmentId,
  };
  const save = async (change: boolean) => {
    let saved: View | undefined;
    const call = () =>
      change
        ? api<View>(`/api/saved-views/${view!.id}`, { method: 'PATCH', body: { ...body, version: view!.version } })
        : api<View>('/api/saved-views', { method: 'POST', body });
    if (await send(async () => (saved = await call()), t({ 'zh-CN': '视图已保存', en: 'The view is saved' }))) onSaved(saved!);
  };
  const toggle = (column: string) =>
    setChosen((before) =>
      before.includes(column)
        ? before.filter((one) => one !== column)
        : offered.map((p) => p.name).filter((one) => one === column || before.includes(one)),
    );
  const everybody = { value: '', label: t({ 'zh-CN': '仅自己', en: 'Only for me' }) };
  const choices = [everybody, ...(departments.data?.items ?? []).map((d) => ({ value: String(d.id), label: d.name }))];
  return (
    <form
      onSubmit={(event) => (event.preventDefault(), void save(false))}
      data-testid="view-form"
      style={{ border: '1px solid #dbe3ea', borderRadius: 10, background: '#fff', padding: 16, marginBottom: 16, display: 'grid', gap: 12 }}
    >
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 16 }}>
        <div>
          <Label htmlFor="view-name" required>
            {t({ 'zh-CN': '名称', en: 'Name' })}
          </Label>
          <Input
            id="view-name"
            required
            maxLength={64}
            value={name}
            onChange={(event: React.ChangeEvent<HTMLInputElement>) => setName(event.target.value)}
          />
        </div>
        {choices.length > 1 && (
          <div style={{ minWidth: 220 }}>
            <Label htmlFor="view-for">{t({ 'zh-CN': '谁可以用', en: 'Who has it' })}</Label>
            <Select
              inputId="view-for"
              value={choices.find((c) => c.value === String(departmentId ?? ''))}
              options={choices}
              isClearable={false}
              onChange={(next: { value: string }) => setDepartmentId(next.value ? Number(next.value) : null)}
            />
          </div>
        )}
      </div>
      <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
        <legend style={{ fontSize: 12, color: '#5b6b7b', marginBottom: 4 }}>{t({ 'zh-CN': '显示的列', en: 'Columns' })}</legend>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 16px' }}>
          {offered.map((property) => (
            <label key={property.name} style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
              <input type="checkbox" checked={chosen.includes(property.name)} onChange={() => toggle(property.name)} />
              {labelOf(property)}
            </label>
          ))}
        </div>
      </fieldset>
      <div style={{ display: 'flex', gap: 12 }}>
        {view?.mayChange && (
          <Button type="button" variant="contained" disabled={busy || !name || !chosen.length} onClick={() => void save(true)}>
            {t({ 'zh-CN': '更新“{name}”', en: 'Update “{name}”' }, { name: view.name })}
          </Button>
        )}
        <Button
          type="submit"
          variant={view?.mayChange ? 'outlined' : 'contained'}
          disabled={busy || !chosen.length}
          data-testid="view-save"
        >
          {t({ 'zh-CN': '另存为新视图', en: 'Save as a new view' })}
        </Button>
        <Button type="button" variant="text" onClick={onCancel}>
          {t({ 'zh-CN': '取消', en: 'Cancel' })}
        </Button>
      </div>
    </form>
  );
};
