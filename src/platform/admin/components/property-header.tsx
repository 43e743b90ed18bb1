import React from 'react';
import { TableCell } from '@adminjs/design-system';
import { type PropertyHeaderProps, SortLink, useTranslation } from 'adminjs';

const FIGURES = new Set(['number', 'money']);

/** The head of a column: over its figures, and telling by what the list is sorted. */
const PropertyHeader: React.FC<PropertyHeaderProps> = (props) => {
  const { property, titleProperty, display, sortBy, direction } = props;
  const { translateProperty } = useTranslation();
  const sorted = sortBy === property.propertyPath ? (direction === 'desc' ? 'descending' : 'ascending') : undefined;
  return (
    <TableCell
      as="th"
      scope="col"
      aria-sort={sorted}
      className={
        FIGURES.has(String(property.custom['kind'])) ? 'figures' : property.propertyPath === titleProperty.propertyPath ? 'main' : undefined
      }
      display={display}
    >
      {property.isSortable ? <SortLink {...props} /> : translateProperty(property.label, property.resourceId)}
    </TableCell>
  );
};

export default PropertyHeader;
