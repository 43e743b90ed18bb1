import React from 'react';
import { FormGroup, FormMessage, SelectAsync } from '@adminjs/design-system';
import { ApiClient, type EditPropertyProps, PropertyLabel } from 'adminjs';
import { AddRelated } from './lib/add-related';
import { t } from './lib/client';

/** One row of another resource, searched as one types. What is chosen already is named by the form itself. */
const ReferenceField: React.FC<EditPropertyProps> = ({ property, record, onChange }) => {
  const error = record.errors?.[property.path];
  const id = record.params[property.path] as number | string | null | undefined;
  const chosen = id ? { value: id, label: record.populated?.[property.path]?.title ?? `#${id}` } : null;
  const load = async (text: string) => {
    const found = await new ApiClient().searchRecords({ resourceId: property.reference!, query: text });
    return found.map((r) => ({ value: r.id, label: r.title, record: r }));
  };
  return (
    <FormGroup error={Boolean(error)} style={{ position: 'relative' }}>
      <PropertyLabel property={property} />
      <SelectAsync
        inputId={property.path}
        aria-required={property.isRequired}
        cacheOptions
        defaultOptions
        isClearable
        value={chosen}
        loadOptions={load}
        placeholder={t({ 'zh-CN': '输入以搜索…', en: 'Type to search…' })}
        noOptionsMessage={() => t({ 'zh-CN': '没有匹配项', en: 'Nothing found' })}
        loadingMessage={() => t({ 'zh-CN': '加载中…', en: 'Loading…' })}
        onChange={(option: { value: unknown; record: unknown } | null) =>
          onChange(property.path, option?.value ?? '', option?.record as never)
        }
      />
      <AddRelated
        resource={property.reference!}
        field={property.path}
        onAdded={({ id, title }) => onChange(property.path, id, { id, title } as never)}
      />
      <FormMessage>{error?.message}</FormMessage>
    </FormGroup>
  );
};

export default ReferenceField;
