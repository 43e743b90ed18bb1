import React from 'react';
import { Badge } from '@adminjs/design-system';

interface Props {
  property: { path: string; availableValues: { value: string; label: string }[] | null };
  record: { params: Record<string, unknown> } | undefined;
}

/** A value of a list or a detail page; choices by their text, as it was written. */
const DefaultPropertyValue: React.FC<Props> = ({ property, record }) => {
  const value = record?.params[property.path];
  if (value === undefined || value === null || value === '') return null;
  const choice = property.availableValues?.find((c) => c.value === String(value));
  return choice ? <Badge>{choice.label}</Badge> : <>{String(value)}</>;
};

export default DefaultPropertyValue;
