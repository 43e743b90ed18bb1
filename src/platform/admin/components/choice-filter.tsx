import React from 'react';
import { FormGroup, Select } from '@adminjs/design-system';
import { type FilterPropertyProps, PropertyLabel } from 'adminjs';
import { t } from './lib/client';

/** One of several, or any. */
const ChoiceFilter: React.FC<FilterPropertyProps> = ({ property, filter, onChange }) => {
  const options = property.availableValues ?? [];
  const chosen = options.find((option) => String(option.value) === String(filter[property.path] ?? ''));
  return (
    <FormGroup variant="filter">
      <PropertyLabel property={property} filter />
      <Select
        inputId={`filter-${property.path}`}
        variant="filter"
        isClearable
        value={chosen ?? null}
        options={options}
        placeholder={t({ 'zh-CN': '不限', en: 'Any' })}
        onChange={(option: { value: string } | null) => onChange(property.path, option?.value ?? '')}
      />
    </FormGroup>
  );
};

export default ChoiceFilter;
