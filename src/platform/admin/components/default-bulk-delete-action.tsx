import React from 'react';
import { Box, Button, DrawerContent, DrawerFooter, Text } from '@adminjs/design-system';
import { ActionHeader, type ActionProps, ApiClient, useNotice, useTranslation } from 'adminjs';
import { useNavigate } from 'react-router';
import { t } from './lib/client';
import { refreshed } from './lib/refreshed';

type Resource = ActionProps['resource'] & { removal?: string };
interface Answer {
  notice?: { message: string; type: 'success' | 'error' };
  redirectUrl?: string;
}

/** Asks before the ticked rows are deleted, as before a single one: they are named, and what becomes of them is said. */
const DefaultBulkDeleteAction: React.FC<ActionProps> = (props) => {
  const { action, records = [] } = props;
  const resource = props.resource as Resource;
  const [busy, setBusy] = React.useState(false);
  const notice = useNotice();
  const navigate = useNavigate();
  const { translateButton } = useTranslation();
  const list = `/admin/resources/${resource.id}`;
  const remove = async (event: React.FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const recordIds = records.map(({ id }) => String(id));
    const call = { resourceId: resource.id, actionName: action.name, recordIds, method: 'post' as const };
    const answer = (await new ApiClient().bulkAction(call)).data as Answer;
    setBusy(false);
    if (answer.notice) notice(answer.notice);
    if (answer.redirectUrl) navigate(refreshed(answer.redirectUrl));
  };
  const count = { count: records.length };
  return (
    <Box as="form" flex flexDirection="column" flexGrow={1} onSubmit={(event: React.FormEvent) => void remove(event)}>
      <DrawerContent>
        <ActionHeader {...props} omitActions />
        <Text mb="lg" data-testid="bulk-delete-ask">
          {records.length === 1
            ? t({ 'zh-CN': '要删除这条记录吗？', en: 'Delete this record? ' })
            : t({ 'zh-CN': '要删除这 {count} 条记录吗？', en: 'Delete these {count} records? ' }, count)}
          {resource.removal}
        </Text>
        <Box as="ul" style={{ listStyle: 'disc', paddingLeft: 20 }}>
          {records.map((row) => (
            <li key={row.id}>{row.title}</li>
          ))}
        </Box>
      </DrawerContent>
      <DrawerFooter>
        <Box flex style={{ gap: 12 }}>
          <Button type="submit" variant="contained" color="danger" disabled={busy || !records.length} data-testid="bulk-delete-sure">
            {translateButton('confirmRemovalMany', resource.id, count)}
          </Button>
          <Button type="button" variant="text" onClick={() => navigate(list)} data-testid="bulk-delete-cancel">
            {t({ 'zh-CN': '取消', en: 'Cancel' })}
          </Button>
        </Box>
      </DrawerFooter>
    </Box>
  );
};

export default DefaultBulkDeleteAction;
