import React from 'react';
import type { ActionProps, PropertyJSON } from 'adminjs';
import { Details } from './default-show-action';
import { api } from './lib/client';

/** A message of one's own: whoever has opened it has read it. */
const MessagePage: React.FC<ActionProps> = ({ resource, record }) => {
  const unread = record!.params['unread'] === 'true';
  React.useEffect(() => {
    // what fails here leaves the message unread, and is no trouble of the reader's
    if (unread) void api(`/api/notifications/${record!.id}/read`, { method: 'POST' }).catch(() => undefined);
  }, [record!.id, unread]);
  // that it is read now goes without saying
  const properties = (resource.showProperties as PropertyJSON[]).filter(({ propertyPath }) => propertyPath !== 'unread');
  return <Details resource={resource} record={record!} properties={properties} />;
};

export default MessagePage;
