import React from 'react';
import { Box, Loader, MessageBox } from '@adminjs/design-system';
import type { ActionProps } from 'adminjs';
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

/** A customer's page: who he is, until when he is whose and why, what happened, and the next follow-up. */
const CustomerPage: React.FC<ActionProps> = ({ record, resource }) => {
  const path = record ? `/api/customers/${record.id}` : null;
  const customer = useApi<Detail>(path);
  const contacts = useApi<Contacts>(path && `${path}/contacts?pageSize=100`);
  const deadline = useApi<Deadline>(path && `${path}/deadline`);
  const [round, setRound] = React.useState(0);
  const again = () => {
    customer.reload();
    deadline.reload();
    setRound((n) => n + 1);
  };
  if (customer.error && !customer.data) return <MessageBox variant="danger" message={customer.error} />;
  if (!customer.data) return <Loader />;
  return (
    <Box p="xl" data-testid="customer-page">
      <CustomerActions record={record!} />
      <CustomerCard customer={customer.data} />
      {deadline.data && <DeadlineNote deadline={deadline.data} customerId={customer.data.id} />}
      <CustomerFields resource={resource} record={record!} />
      <FollowUpForm customerId={customer.data.id} onRecorded={again} />
      {contacts.data && <ContactTable customerId={customer.data.id} contacts={contacts.data.items} onChange={contacts.reload} />}
      <Timeline key={round} customerId={customer.data.id} title={t({ 'zh-CN': '往来记录', en: 'Timeline' })} />
    </Box>
  );
};

export default CustomerPage;
