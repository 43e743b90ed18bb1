import React from 'react';
import { FormGroup, Input } from '@adminjs/design-system';
import { type FilterPropertyProps, PropertyLabel } from 'adminjs';

/** What a column holds, tied to its label. */
const DefaultFilterProperty: React.FC<FilterPropertyProps> = ({ property, filter, onChange }) => (
  <FormGroup variant="filter">
    <PropertyLabel property={property} filter />
    <Input
      id={`filter-${property.path}`}
      name={`filter-${property.path}`}
      value={String(filter[property.path] ?? '')}
      onChange={(event: React.ChangeEvent<HTMLInputElement>) => onChange(property.path, event.target.value)}
    />
  </FormGroup>
);

export default DefaultFilterProperty;
