import React from 'react';
import { Button, Icon, InfoBox, Text } from '@adminjs/design-system';
import { type NoRecordsProps, useTranslation } from 'adminjs';
import { useLocation, useNavigate } from 'react-router';
import { t } from './lib/client';

/** What every list has anyway. */
const GENERAL = new Set(['list', 'search', 'new', 'bulkDelete']);

/** An empty list says why it is empty: nothing there yet, with what fills it, or nothing that fits what was asked. */
const NoRecords: React.FC<NoRecordsProps> = ({ resource }) => {
  const { translateMessage, translateButton, translateAction } = useTranslation();
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
  const others = resource.resourceActions.filter((action) => action.component && !GENERAL.has(action.name));
  const mayCreate = resource.resourceActions.some((action) => action.name === 'new');
  return (
    <InfoBox title={translateMessage('noRecords', resource.id)} illustration="Docs">
      <Text mb="xl">{translateMessage('noRecordsInResource', resource.id)}</Text>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, justifyContent: 'center' }}>
        {others.map(({ name, label, icon }) => (
          <Button
            key={name}
            variant="contained"
            onClick={() => navigate(`/admin/resources/${resource.id}/actions/${name}`)}
            data-testid={`fill-by-${name}`}
          >
            <Icon icon={icon ?? 'Plus'} />
            {translateAction(label, resource.id)}
          </Button>
        ))}
        {mayCreate && (
          <Button
            variant={others.length ? 'outlined' : 'contained'}
            onClick={() => navigate(`/admin/resources/${resource.id}/actions/new`)}
          >
            <Icon icon="Plus" />
            {translateButton('createFirstRecord', resource.id)}
          </Button>
        )}
      </div>
    </InfoBox>
  );
};

export default NoRecords;
