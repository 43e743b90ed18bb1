import React from 'react';
import type { ActionProps } from 'adminjs';
import { t } from '../../../platform/admin/components/lib/client';
import { type FormSection, RecordForm } from '../../../platform/admin/components/lib/record-form';
import { CUSTOMER_SECTIONS } from './parts/customer-sections';

/** In the order in which one is asked; of the two profiles only that of the chosen type, folded until it is wanted. */
const sectionsOf = (params: Readonly<Record<string, unknown>>): FormSection[] =>
  CUSTOMER_SECTIONS.filter(({ type }) => !type || type === (params['type'] || 'person')).map(({ name, title, fields, type }) => ({
    name,
    title: type ? t({ 'zh-CN': '{title}（选填）', en: '{title} (optional)' }, { title: t(title) }) : t(title),
    fields,
    folded: type !== undefined,
  }));

/** The form of a customer, new or stored. For a moment AdminJS still has the row as the page before showed it. */
const CustomerForm: React.FC<ActionProps> = (props) => {
  const place = props.action.name === 'edit' ? 'edit' : 'new';
  if (place === 'edit' && (props.record as { place?: string } | undefined)?.place !== 'edit') return null;
  return <RecordForm key={`${place}/${String(props.record?.id)}`} {...props} place={place} sections={sectionsOf} />;
};

export default CustomerForm;
