import React from 'react';
import type { ShowPropertyProps } from 'adminjs';
import { Link } from 'react-router-dom';
import { t } from './lib/client';

/** The row that is referred to, by its title; a link where the caller may open it. */
const DefaultReferenceValue: React.FC<Pick<ShowPropertyProps, 'property' | 'record'>> = ({ property, record }) => {
  const id = record.params[property.path] as number | string | null | undefined;
  const without = property.custom['without'] as string | undefined;
  if (id === undefined || id === null || id === '') return without ? <span style={{ color: '#5b6776' }}>{without}</span> : null;
  const row = record.populated[property.path];
  const title = row?.title ?? `#${id}`;
  // a number is all the server tells of a row out of reach, and no word for people
  if (title === `#${id}` && !row?.recordActions?.length)
    return <span style={{ color: '#5b6776' }}>{t({ 'zh-CN': '无权查看', en: 'not visible to you' })}</span>;
  return row?.recordActions?.some((action) => action.name === 'show') ? (
    <Link to={`/admin/resources/${property.reference!}/records/${id}/show`} className="row-link">
      {title}
    </Link>
  ) : (
    <span>{title}</span>
  );
};

export default DefaultReferenceValue;
