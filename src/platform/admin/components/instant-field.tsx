import React from 'react';
import { FormGroup, FormMessage, Input } from '@adminjs/design-system';
import { type EditPropertyProps, PropertyLabel } from 'adminjs';

/** A day, or a day with time in the business time zone: what the browser's own zone is does not matter. */
const InstantField: React.FC<EditPropertyProps> = ({ property, record, onChange }) => {
  const error = record.errors?.[property.path];
  const isDay = property.custom['kind'] === 'day';
  return (
    <FormGroup error={Boolean(error)}>
      <PropertyLabel property={property} />
      <Input
        id={property.path}
        name={property.path}
        type={isDay ? 'date' : 'datetime-local'}
        required={property.isRequired}
        value={String(record.params[property.path] ?? '')}
        onChange={(event: React.ChangeEvent<HTMLInputElement>) => onChange(property.path, event.target.value)}
      />
      <FormMessage>{error?.message}</FormMessage>
    </FormGroup>
  );
};

export default InstantField;
