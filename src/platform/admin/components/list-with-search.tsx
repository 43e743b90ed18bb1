import React, { useEffect, useState } from 'react';
import { Box, Button, Icon, Input, Text } from '@adminjs/design-system';
import { type ActionProps, List } from 'adminjs';
import { useLocation, useNavigate } from 'react-router';
import { t } from './lib/client';

type Resource = ActionProps['resource'] & { searchable?: boolean; help?: string | null };

/** A list with what it is for, and a search field where its service can search. The search stands in the address, beside filters and page. */
const ListWithSearch: React.FC<ActionProps> = (props) => {
  const resource = props.resource as Resource;
  const location = useLocation();
  const navigate = useNavigate();
  const current = new URLSearchParams(location.search).get('search') ?? '';
  const [typed, setTyped] = useState(current);
  useEffect(() => setTyped(current), [current, resource.id]);
  const search = (text: string) => {
    const params = new URLSearchParams(location.search);
    params.delete('page');
    if (text.trim()) params.set('search', text.trim());
    else params.delete('search');
    navigate({ pathname: location.pathname, search: params.toString() });
  };
  return (
    <>
      {resource.help && (
        <Text mb="lg" color="grey80" data-testid="list-help">
          {resource.help}
        </Text>
      )}
      {resource.searchable && (
        <Box
          as="form"
          role="search"
          flex
          flexDirection="row"
          mb="lg"
          style={{ gap: 8, maxWidth: 480 }}
          onSubmit={(event: React.FormEvent) => (event.preventDefault(), search(typed))}
        >
          <Input
            type="search"
            name="search"
            value={typed}
            maxLength={100}
            aria-label={t({ 'zh-CN': '搜索', en: 'Search' })}
            placeholder={t({ 'zh-CN': '搜索…', en: 'Search…' })}
            onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
            style={{ flexGrow: 1, background: '#fff' }}
          />
          <Button type="submit" variant="outlined">
            <Icon icon="Search" /> {t({ 'zh-CN': '搜索', en: 'Search' })}
          </Button>
          {current && (
            <Button type="button" variant="text" onClick={() => search('')}>
              {t({ 'zh-CN': '清除', en: 'Clear' })}
            </Button>
          )}
        </Box>
      )}
      <List {...props} />
    </>
  );
};

export default ListWithSearch;
