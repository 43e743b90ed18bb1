import React from 'react';
import type { ActionProps } from 'adminjs';
import { RecordForm } from './lib/record-form';

/** A form for something new. */
const DefaultNewAction: React.FC<ActionProps> = (props) => <RecordForm key={props.resource.id} {...props} place="new" />;

export default DefaultNewAction;
