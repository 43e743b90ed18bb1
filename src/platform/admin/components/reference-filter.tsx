import React, { useEffect, useState } from 'react';
import { FormGroup, SelectAsync } from '@adminjs/design-system';
import { ApiClient, type FilterPropertyProps, PropertyLabel } from 'adminjs';
import { t } from './lib/client';

interface Option {
  value: string;
  label: string;
}

/** Rows that belong to one row of another resource, searched as one types. */
const ReferenceFilter: React.FC<FilterPropertyProps> = ({ property, filter, onChange }) => {
  const [known, setKnown] = useState<Option[]>([]);
  const id = filter[property.path] as string | undefined;
  const chosen = id ? (known.find((o) => o.value === String(id)) ?? { value: String(id), label: `#${id}` }) : null;
  const named = !id || known.some((o) => o.value === String(id));
  useEffect(() => {
    // an address brings an id along: it is shown by its name
    if (named || !id) return;
    const call = { resourceId: property.reference!, recordId: id, actionName: 'show' };
    void new ApiClient().recordAction(call).then(({ data }) => {
      const title = (data as { record?: { title?: string } }).record?.title;
      setKnown((before) => [...before, { value: String(id), label: title ? title : `#${id}` }]);
    });
  }, [id, named, property.reference]);
  const load = async (text: string) => {
    const found = await new ApiClient().searchRecords({ resourceId: property.reference!, query: text });
    const options = found.map((r) => ({ value: String(r.id), label: r.title }));
    setKnown((before) => [...before, ...options]);
    return options;
  };
  return (
    <FormGroup variant="filter">
      <PropertyLabel property={property} filter />
      <SelectAsync
        inputId={`filter-${property.path}`}
        variant="filter"
        cacheOptions
        defaultOptions
        isClearable
        value={chosen}
        loadOptions={load}
        placeholder={t({ 'zh-CN': '输入以搜索…', en: 'Type to search…' })}
        noOptionsMessage={() => t({ 'zh-CN': '没有匹配项', en: 'Nothing found' })}
        onChange={(option: Option | null) => onChange(property.path, option?.value ?? '')}
      />
    </FormGroup>
  );
};

export default ReferenceFilter;
