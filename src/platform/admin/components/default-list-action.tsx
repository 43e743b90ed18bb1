import React, { useEffect } from 'react';
import { Box, Button, InfoBox, Loader, MessageBox, Pagination, Text } from '@adminjs/design-system';
import { type ActionProps, RecordsTable, useSelectedRecords } from 'adminjs';
import { useLocation, useNavigate } from 'react-router';
import { t } from './lib/client';
import { useList } from './lib/use-list';

type Resource = ActionProps['resource'] & { deepest?: number | null };

/** What stands in place of rows that cannot be shown, and the way on. */
const Instead: React.FC<{ title: string; to: string; way: string }> = ({ title, to, way }) => {
  const navigate = useNavigate();
  return (
    <InfoBox title={title} illustration="Docs">
      <Button variant="outlined" onClick={() => navigate(to)} data-testid="back-to-list">
        {way}
      </Button>
    </InfoBox>
  );
};

/** The rows of a list, page by page, as far as its pages go. */
const DefaultListAction: React.FC<ActionProps> = ({ resource: given, setTag }) => {
  const resource = given as Resource;
  const { records, meta, loading, error, load } = useList(resource.id);
  const { selectedRecords, handleSelect, handleSelectAll, setSelectedRecords } = useSelectedRecords(records);
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const { total, page, perPage } = meta;
  useEffect(() => {
    // of a list that was refused nobody knows how long it is
    setTag?.(error ? '' : total.toString());
  }, [total, error]);
  useEffect(() => setSelectedRecords([]), [resource.id]);
  useEffect(() => {
    const params = new URLSearchParams(search);
    const ticked = params.has('refresh') ? [] : (params.get('recordIds')?.split(',') ?? []);
    setSelectedRecords(records.filter(({ id }) => ticked.includes(String(id))));
  }, [search, records]);
  const at = (number: number) => {
    const params = new URLSearchParams(search);
    params.set('page', String(number));
    return `${pathname}?${params.toString()}`;
  };
  const reached = resource.deepest ? Math.min(total, Math.floor(resource.deepest / perPage) * perPage) : total;
  const body = () => {
    if (error)
      return (
        <>
          <div role="alert" data-testid="list-error">
            <MessageBox variant="danger" message={error} mb="xl" />
          </div>
          {/[?&](page|search|filters\.|sortBy)/.test(search) && (
            <Button variant="outlined" onClick={() => navigate(pathname)} data-testid="back-to-list">
              {t({ 'zh-CN': '回到完整列表的第一页', en: 'Back to the first page of the whole list' })}
            </Button>
          )}
        </>
      );
    if (loading && !records.length) return <Loader />;
    if (!records.length && total > 0) {
      const title = t({ 'zh-CN': '没有第 {page} 页', en: 'There is no page {page}' }, { page });
      return <Instead title={title} to={at(1)} way={t({ 'zh-CN': '回到第一页', en: 'Go to the first page' })} />;
    }
    return (
      <RecordsTable
        resource={resource}
        records={records}
        actionPerformed={(() => void load()) as never}
        onSelect={handleSelect}
        onSelectAll={handleSelectAll}
        selectedRecords={selectedRecords}
        direction={meta.direction}
        sortBy={meta.sortBy}
        isLoading={loading}
      />
    );
  };
  return (
    <Box variant="container" data-css={`${resource.id}-list-table-wrapper`}>
      {body()}
      {!error && (
        <Text mt="xl" textAlign="center">
          {reached < total && (
            <Text mb="default" color="grey80" data-testid="pages-end">
              {t(
                {
                  'zh-CN': '只能翻到前 {n} 条；更靠后的请用搜索或筛选缩小范围',
                  en: 'Pages end after the first {n}; search or filter to come to the others',
                },
                { n: reached.toLocaleString('en') },
              )}
            </Text>
          )}
          <Pagination page={page} perPage={perPage} total={reached} onChange={(number) => navigate(at(number))} />
        </Text>
      )}
    </Box>
  );
};

export default DefaultListAction;
