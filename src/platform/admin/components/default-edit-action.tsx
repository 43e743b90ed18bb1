import React from 'react';
import type { ActionProps } from 'adminjs';
import { RecordForm } from './lib/record-form';

/** The form of what is stored. For a moment AdminJS still has the row as the page before showed it: its texts are no values of a form. */
const DefaultEditAction: React.FC<ActionProps> = (props) =>
  (props.record as { place?: string } | undefined)?.place === 'edit' ? (
    <RecordForm key={`${props.resource.id}/${String(props.record?.id)}`} {...props} place="edit" />
  ) : null;

export default DefaultEditAction;
