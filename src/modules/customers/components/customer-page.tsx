import React from 'react';
import { Box, Loader, MessageBox } from '@adminjs/design-system';
import { type ActionProps, ApiClient, type RecordJSON, useResource } from 'adminjs';
import { t } from '../../../platform/admin/components/lib/client';
import { useApi } from '../../../platform/admin/components/lib/use-api';
import type { Contacts, Deadline, Detail } from './parts/customer-answers';
import { ContactTable } from './parts/contact-table';
import { CustomerActions } from './parts/customer-actions';
import { CustomerCard } from './parts/customer-card';
import { CustomerFields } from './parts/customer-fields';
import { DeadlineNote } from './parts/deadline-note';
import { FollowUpForm } from './parts/follow-up-form';
import { Timeline } from './parts/timeline';

const HEAD: React.CSSProperties = {
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 360px), 1fr))',
  gap: '0 16px',
  alignItems: 'stretch',
};

/** A customer's page: who he is, until when he is whose and why, the next follow-up, what is known and what happened. */
const CustomerPage: React.FC<ActionProps> = ({ record: opened, resource }) => {
  const id = opened?.id;
  const path = opened ? `/api/customers/${id}` : null;
  const customer = useApi<Detail>(path);
  const contacts = useApi<Contacts>(path && `${path}/contacts?pageSize=100`);
  const deadline = useApi<Deadline>(path && `${path}/deadline`);
  const [record, setRecord] = React.useState(opened);
  const [round, setRound] = React.useState(0);
  const records = useResource('interactions')?.resourceActions.some(({ name }) => name === 'new');
  React.useEffect(() => setRecord(opened), [opened]);
  /** After anything that was done here: no part of the page says what another part no longer does. */
  const again = async () => {
    for (const part of [customer, contacts, deadline]) part.reload();
    setRound((n) => n + 1);
    const { data } = await new ApiClient().recordAction({ resourceId: resource.id, recordId: String(id), actionName: 'show' });
    const fresh = (data as { record?: RecordJSON & { baseError?: unknown } }).record;
    if (fresh && !fresh.baseError) setRecord(fresh);
  };
  if (customer.error && !customer.data) return <MessageBox variant="danger" message={customer.error} />;
  if (!customer.data) return <Loader />;
  return (
    <Box px="xl" data-testid="customer-page">
      <CustomerActions record={record!} />
      <div style={HEAD}>
        <CustomerCard customer={customer.data} />
        {deadline.data && <DeadlineNote deadline={deadline.data} customerId={customer.data.id} />}
      </div>
      {records && <FollowUpForm customerId={customer.data.id} onRecorded={() => void again()} />}
      <CustomerFields resource={resource} record={record!} />
      {contacts.data && <ContactTable customerId={customer.data.id} contacts={contacts.data.items} onChange={() => void again()} />}
      <Timeline key={round} customerId={customer.data.id} title={t({ 'zh-CN': '往来记录', en: 'Timeline' })} />
    </Box>
  );
};

export default CustomerPage;
