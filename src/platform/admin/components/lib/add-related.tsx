import React, { createContext, useContext, useEffect, useState } from 'react';
import { Button, Icon } from '@adminjs/design-system';
import { t } from './client';

interface Added {
  id: string;
  title: string;
}
interface Described {
  id: string;
  resourceActions: { name: string }[];
}
const PARAMETER = 'answer-to';
const BESIDE_THE_LABEL: React.CSSProperties = { position: 'absolute', top: -6, right: 0, padding: '2px 0' };

/** Within the form of a record; the questions of an action choose from what there is. */
export const InRecordForm = createContext(false);

const mayAdd = (resource: string): boolean =>
  (window as unknown as { REDUX_STATE: { resources: Described[] } }).REDUX_STATE.resources.some(
    ({ id, resourceActions }) => id === resource && resourceActions.some(({ name }) => name === 'new'),
  );

/** The window that a form was opened in to add something for another form. @returns whether it was one: it is closed, and the other knows. */
export function answered(search: string, added: Added): boolean {
  const channel = new URLSearchParams(search).get(PARAMETER);
  if (!channel) return false;
  const line = new BroadcastChannel(channel);
  line.postMessage(added);
  line.close();
  window.close();
  return true;
}

/** Adds a row to choose without leaving the form: in a window of its own, and chosen when it is stored (REQ-D34). Nothing for those who may not add one. */
export const AddRelated: React.FC<{ resource: string; field: string; onAdded(added: Added): void }> = ({ resource, field, onAdded }) => {
  const [channel, setChannel] = useState<string>();
  useEffect(() => {
    if (!channel) return;
    const line = new BroadcastChannel(channel);
    line.onmessage = ({ data }: MessageEvent<Added>) => {
      setChannel(undefined);
      onAdded(data);
    };
    return () => line.close();
  });
  if (!useContext(InRecordForm) || !mayAdd(resource)) return null;
  const open = () => {
    const name = `added-${field}-${Date.now()}`;
    setChannel(name);
    window.open(`/admin/resources/${resource}/actions/new?${PARAMETER}=${name}`, name, 'popup,width=960,height=720');
  };
  return (
    <Button type="button" variant="text" size="sm" onClick={open} data-testid={`add-${field}`} style={BESIDE_THE_LABEL}>
      <Icon icon="Plus" />
      {t({ 'zh-CN': '新建', en: 'Add new' })}
    </Button>
  );
};
