import React from 'react';
import type { ActionProps } from 'adminjs';
import { RecordForm } from './lib/record-form';

/** The form of what is stored. */
const DefaultEditAction: React.FC<ActionProps> = (props) => (
  <RecordForm key={`${props.resource.id}/${String(props.record?.id)}`} {...props} place="edit" />
);

export default DefaultEditAction;
