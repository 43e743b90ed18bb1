import React from 'react';
import type { ShowPropertyProps } from 'adminjs';
import { Link } from 'react-router-dom';

/** The row that is referred to, by its title; a link where the caller may open it. */
const DefaultReferenceValue: React.FC<Pick<ShowPropertyProps, 'property' | 'record'>> = ({ property, record }) => {
  const id = record.params[property.path] as number | string | null | undefined;
  if (id === undefined || id === null || id === '') return null;
  const row = record.populated[property.path];
  const title = row?.title ?? `#${id}`;
  return row?.recordActions?.some((action) => action.name === 'show') ? (
    <Link to={`/admin/resources/${property.reference!}/records/${id}/show`} className="row-link">
      {title}
    </Link>
  ) : (
    <span>{title}</span>
  );
};

export default DefaultReferenceValue;
