import React from 'react';
import { Button } from '@adminjs/design-system';
import { useNavigate } from 'react-router';
import { api, t } from '../../../../platform/admin/components/lib/client';
import { useSend } from '../../../../platform/admin/components/lib/use-send';
import type { View } from './view-answers';

const CHIP: React.CSSProperties = {
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  padding: '4px 12px',
  borderRadius: 16,
  border: '1px solid #b9c7d3',
  background: '#fff',
  color: '#0b4f66',
  textDecoration: 'none',
};
const CURRENT: React.CSSProperties = { ...CHIP, background: '#0b6e8f', borderColor: '#0b6e8f', color: '#fff' };

const Address: React.FC<{ to: string; current: boolean; children: React.ReactNode }> = ({ to, current, children }) => {
  const navigate = useNavigate();
  return (
    <a
      href={to}
      style={current ? CURRENT : CHIP}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey) return;
        event.preventDefault();
        navigate(to);
      }}
    >
      {children}
    </a>
  );
};

/** Where a view cannot be used it says why, and stays in its place to be changed or removed. */
const Chip: React.FC<{ view: View; current: boolean; changed: boolean; to: string }> = ({ view, current, changed, to }) => {
  const shared = view.departmentName ? ` · ${view.departmentName}` : '';
  if (!view.usable)
    return (
      <span
        style={{ ...CHIP, color: '#8a4b00', borderStyle: 'dashed' }}
        title={view.faults.map((f) => `${f.path}: ${f.message}`).join('\n')}
        data-testid="view-unusable"
      >
        ⚠ {view.name} <small>{t({ 'zh-CN': '含不能使用的筛选', en: 'has filters you may not use' })}</small>
      </span>
    );
  return (
    <Address to={to} current={current}>
      {view.isDefault && <span aria-label={t({ 'zh-CN': '默认', en: 'default' })}>★</span>}
      {view.name}
      {shared && <small>{shared}</small>}
      {changed && <small data-testid="view-changed">{t({ 'zh-CN': '（筛选已改动）', en: '(filters changed)' })}</small>}
    </Address>
  );
};

interface Props {
  views: View[];
  current: View | undefined;
  path: string;
  /** Where the list looks as a view does. */
  addressOf: (view: View) => string;
  /** Something else is asked than the current view says. */
  changed: boolean;
  onSave: () => void;
  onChanged: (gone: boolean) => void;
  /** What else is done with all that the list means. */
  children?: React.ReactNode;
}

/** The views of a list, one beside the other, and what can be done with the one that is looked through. */
export const ViewBar: React.FC<Props> = ({ views, current, path, addressOf, changed, onSave, onChanged, children }) => {
  const { busy, send } = useSend();
  const url = current && `/api/saved-views/${current.id}`;
  const remove = async () => {
    if (window.confirm(t({ 'zh-CN': '删除视图“{name}”？', en: 'Delete the view “{name}”?' }, { name: current!.name })))
      if (await send(() => api(url!, { method: 'DELETE' }), t({ 'zh-CN': '视图已删除', en: 'The view is deleted' }))) onChanged(true);
  };
  const standard = async () => {
    if (await send(() => api(`${url}/default`, { method: current!.isDefault ? 'DELETE' : 'POST' }))) onChanged(false);
  };
  return (
    <nav
      aria-label={t({ 'zh-CN': '视图', en: 'Views' })}
      data-testid="views"
      style={{ display: 'flex', flexWrap: 'wrap', gap: 8, alignItems: 'center', marginBottom: 16 }}
    >
      <Address to={`${path}?page=1`} current={!current}>
        {t({ 'zh-CN': '全部', en: 'All' })}
      </Address>
      {views.map((view) => (
        <Chip
          key={view.id}
          view={view}
          current={view.id === current?.id}
          changed={changed && view.id === current?.id}
          to={addressOf(view)}
        />
      ))}
      <Button type="button" size="sm" variant="text" onClick={onSave} data-testid="view-keep">
        {t({ 'zh-CN': '保存为视图…', en: 'Save this view…' })}
      </Button>
      {current && (
        <Button type="button" size="sm" variant="text" disabled={busy} onClick={() => void standard()}>
          {current.isDefault
            ? t({ 'zh-CN': '取消默认', en: 'No longer the default' })
            : t({ 'zh-CN': '设为默认', en: 'Make it the default' })}
        </Button>
      )}
      {current?.mayChange && (
        <Button type="button" size="sm" variant="text" disabled={busy} onClick={() => void remove()}>
          {t({ 'zh-CN': '删除视图', en: 'Delete the view' })}
        </Button>
      )}
      {children}
    </nav>
  );
};
