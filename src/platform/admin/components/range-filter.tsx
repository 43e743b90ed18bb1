import React from 'react';
import { FormGroup, Input } from '@adminjs/design-system';
import { type FilterPropertyProps, PropertyLabel } from 'adminjs';
import { t } from './lib/client';

type Range = { from?: string; to?: string } | string | undefined;

/** From one day to another, both included; or one day. Days are those of the business time zone. */
const RangeFilter: React.FC<FilterPropertyProps> = ({ property, filter, onChange }) => {
  const value = filter[property.path] as Range;
  const single = Boolean(property.custom['single']);
  const field = (end: 'from' | 'to', current: string, set: (text: string) => void, label: string) => (
    <label key={end} style={{ display: 'flex', alignItems: 'center', gap: 8, marginBottom: 4, fontSize: 12 }}>
      {!single && <span style={{ minWidth: 32 }}>{label}</span>}
      <Input
        id={end === 'from' ? `filter-${property.path}` : undefined}
        type="date"
        variant="filter"
        value={current}
        aria-label={label}
        style={{ flexGrow: 1 }}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => set(event.target.value)}
      />
    </label>
  );
  const range = typeof value === 'object' ? value : {};
  const set = (end: 'from' | 'to') => (text: string) => {
    const next = { ...range, [end]: text || undefined };
    onChange(property.path, next.from || next.to ? next : undefined);
  };
  return (
    <FormGroup variant="filter">
      <PropertyLabel property={property} filter />
      {single
        ? field('from', typeof value === 'string' ? value : '', (text) => onChange(property.path, text), t({ 'zh-CN': '日期', en: 'Day' }))
        : [
            field('from', range.from ?? '', set('from'), t({ 'zh-CN': '从', en: 'From' })),
            field('to', range.to ?? '', set('to'), t({ 'zh-CN': '至', en: 'To' })),
          ]}
    </FormGroup>
  );
};

export default RangeFilter;
