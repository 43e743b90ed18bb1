import React, { useEffect, useState } from 'react';
import { FormGroup, FormMessage, Input, Select } from '@adminjs/design-system';
import { type EditPropertyProps, PropertyLabel } from 'adminjs';

interface Option {
  value: string;
  label: string;
}

/** One of several, tied to its label. */
const Choice: React.FC<EditPropertyProps> = ({ property, record, onChange }) => {
  const options = (property.availableValues ?? []).map(({ value, label }) => ({ value: String(value), label: label ?? String(value) }));
  const value = String(record.params[property.path] ?? '');
  return (
    <Select
      inputId={property.path}
      value={options.find((option) => option.value === value) ?? null}
      options={options}
      isClearable={!property.isRequired}
      aria-required={property.isRequired}
      onChange={(option: Option | null) => onChange(property.path, option?.value ?? '')}
      {...property.props}
    />
  );
};

/** A line of text. It is handed on when the field is left or Enter is pressed, so that a long form does not redraw at every key. */
const Line: React.FC<EditPropertyProps> = ({ property, record, onChange }) => {
  const stored = String(record.params[property.path] ?? '');
  const [typed, setTyped] = useState(stored);
  useEffect(() => setTyped(stored), [stored]);
  const keep = () => {
    if (typed !== stored) onChange(property.path, typed);
  };
  return (
    <Input
      id={property.path}
      name={property.path}
      required={property.isRequired}
      value={typed}
      onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
      onBlur={keep}
      onKeyDown={(event: React.KeyboardEvent) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) keep();
      }}
      {...property.props}
    />
  );
};

const DefaultEditProperty: React.FC<EditPropertyProps> = (props) => {
  const { property, record } = props;
  const error = record.errors?.[property.path];
  return (
    <FormGroup error={Boolean(error)}>
      <PropertyLabel property={property} />
      {property.availableValues ? <Choice {...props} /> : <Line {...props} />}
      <FormMessage>{error?.message}</FormMessage>
    </FormGroup>
  );
};

export default DefaultEditProperty;
