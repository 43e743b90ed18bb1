import React from 'react';
import { Button, Icon, InfoBox, Text } from '@adminjs/design-system';
import { type NoRecordsProps, useTranslation } from 'adminjs';
import { useLocation, useNavigate } from 'react-router';
import { t } from './lib/client';

/** An empty list says why it is empty: nothing there yet, or nothing that fits what was asked. */
const NoRecords: React.FC<NoRecordsProps> = ({ resource }) => {
  const { translateMessage, translateButton } = useTranslation();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const asked = [...new URLSearchParams(search).keys()].some((key) => key === 'search' || key.startsWith('filters.'));
  if (asked)
    return (
      <InfoBox title={t({ 'zh-CN': '没有符合条件的记录', en: 'Nothing matches' })} illustration="Docs">
        <Button variant="outlined" onClick={() => navigate(pathname)} data-testid="show-all">
          {t({ 'zh-CN': '清除搜索和筛选', en: 'Clear search and filters' })}
        </Button>
      </InfoBox>
    );
  const mayCreate = resource.resourceActions.some((action) => action.name === 'new');
  return (
    <InfoBox title={translateMessage('noRecords', resource.id)} illustration="Docs">
      <Text mb="xl">{translateMessage('noRecordsInResource', resource.id)}</Text>
      {mayCreate && (
        <Button variant="contained" onClick={() => navigate(`/admin/resources/${resource.id}/actions/new`)}>
          <Icon icon="Plus" />
          {translateButton('createFirstRecord', resource.id)}
        </Button>
      )}
    </InfoBox>
  );
};

export default NoRecords;
