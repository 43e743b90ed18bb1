import React, { useEffect, useState } from 'react';
import { Box, FormGroup, FormMessage, Input, Text } from '@adminjs/design-system';
import { ApiClient, type EditPropertyProps, flat, PropertyLabel, type RecordJSON } from 'adminjs';
import { AddRelated } from './lib/add-related';
import { t } from './lib/client';

interface Item {
  id: number;
  title: string;
}
const PANE: React.CSSProperties = {
  flex: 1,
  minWidth: 200,
  maxHeight: 220,
  overflowY: 'auto',
  border: '1px solid #b8c6d2',
  borderRadius: 6,
  padding: 4,
};
const ROW: React.CSSProperties = {
  display: 'block',
  width: '100%',
  textAlign: 'left',
  padding: '6px 8px',
  border: 0,
  background: 'none',
  cursor: 'pointer',
  font: 'inherit',
  borderRadius: 4,
};

/** Many rows of another resource, moved between two panes: what there is, and what is chosen. */
const ReferencesField: React.FC<EditPropertyProps> = ({ property, record, onChange }) => {
  const { path } = property;
  const ids = ((flat.get(record.params, path) as unknown[] | undefined) ?? []).map(Number).filter(Boolean);
  const [names, setNames] = useState<Record<number, string>>(() =>
    Object.fromEntries(ids.map((id, i) => [id, record.populated?.[`${path}.${i}`]?.title ?? `#${id}`])),
  );
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<Item[]>([]);
  useEffect(() => {
    let late = false;
    const timer = window.setTimeout(() => {
      void new ApiClient().searchRecords({ resourceId: property.reference!, query: typed }).then((records: RecordJSON[]) => {
        if (!late) setFound(records.map((r) => ({ id: Number(r.id), title: r.title })));
      });
    }, 250);
    return () => {
      late = true;
      window.clearTimeout(timer);
    };
  }, [typed, property.reference]);
  const set = (next: number[]) => {
    const params = flat.set(record.params, path, next.length ? next : []);
    onChange({ ...record, params });
  };
  const add = (item: Item) => {
    setNames((before) => ({ ...before, [item.id]: item.title }));
    set([...ids, item.id]);
  };
  const error = record.errors?.[path];
  const row = (id: number, title: string, sign: string, act: () => void) => (
    <button key={id} type="button" style={ROW} onClick={act}>
      <span aria-hidden>{sign}</span> {title}
    </button>
  );
  return (
    <FormGroup error={Boolean(error)} style={{ position: 'relative' }}>
      <PropertyLabel property={property} />
      <Input
        id={path}
        type="search"
        mb="sm"
        value={typed}
        placeholder={t({ 'zh-CN': '输入以搜索…', en: 'Type to search…' })}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
      />
      <Box flex style={{ gap: 12, flexWrap: 'wrap' }}>
        <div style={PANE} role="group" aria-label={t({ 'zh-CN': '可选', en: 'To choose from' })}>
          {found.filter((item) => !ids.includes(item.id)).map((item) => row(item.id, item.title, '＋', () => add(item)))}
        </div>
        <div style={PANE} role="group" aria-label={t({ 'zh-CN': '已选', en: 'Chosen' })}>
          {ids.map((id) => row(id, names[id] ?? `#${id}`, '－', () => set(ids.filter((other) => other !== id))))}
          {!ids.length && (
            <Text color="grey60" p="sm">
              {t({ 'zh-CN': '未选择', en: 'Nothing chosen' })}
            </Text>
          )}
        </div>
      </Box>
      <AddRelated resource={property.reference!} field={path} onAdded={({ id, title }) => add({ id: Number(id), title })} />
      <FormMessage>{error?.message}</FormMessage>
    </FormGroup>
  );
};

export default ReferencesField;
