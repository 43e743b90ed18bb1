import React from 'react';
import { Button, Icon } from '@adminjs/design-system';
import { useNavigate } from 'react-router';
import { t } from '../../../../platform/admin/components/lib/client';
import { useApi } from '../../../../platform/admin/components/lib/use-api';
import { type Asked, askedBy } from './list-address';

/** The same customers as `GET /api/customers` is asked for them. */
function queryOf({ view, filters }: Asked): string {
  const params = new URLSearchParams(Object.entries(filters).map(([name, value]) => [name, String(value)]));
  if (view) params.set('view', String(view));
  return params.toString();
}

interface Props {
  ids: readonly string[];
  /** How many match, where all of them are meant. */
  all: number | null;
  onAll: (all: number | null) => void;
  /** The address of the list. */
  search: string;
  edits: boolean;
  assigns: boolean;
}

/** Beside the actions on ticked rows: all that match, and what is done to many. */
export const AllThatMatch: React.FC<Props> = ({ ids, all, onAll, search, edits, assigns }) => {
  const navigate = useNavigate();
  const total = useApi<{ total: number }>(`/api/customers?pageSize=1&${queryOf(askedBy(search))}`).data?.total;
  if (!edits && !assigns) return null;
  const go = (verb: 'edit' | 'assign') => {
    const params = new URLSearchParams({ do: verb, ...(all !== null ? {} : { ids: ids.join(',') }), list: search });
    navigate(`/admin/pages/bulk-change?${params.toString()}`);
  };
  return (
    <>
      {total !== undefined && total > ids.length && (
        <Button type="button" size="sm" variant="outlined" onClick={() => onAll(all === null ? total : null)} data-testid="all-that-match">
          {all !== null
            ? t({ 'zh-CN': '只选勾选的 {n} 条', en: 'Only the {n} ticked' }, { n: ids.length })
            : t({ 'zh-CN': '选中全部符合条件的 {n} 条', en: 'Choose all {n} that match' }, { n: total.toLocaleString('en') })}
        </Button>
      )}
      {edits && (
        <Button type="button" size="sm" variant="outlined" onClick={() => go('edit')} data-testid="bulk-edit">
          <Icon icon="Edit3" /> {t({ 'zh-CN': '批量修改…', en: 'Edit many…' })}
        </Button>
      )}
      {assigns && (
        <Button type="button" size="sm" variant="outlined" onClick={() => go('assign')} data-testid="bulk-assign">
          <Icon icon="Users" /> {t({ 'zh-CN': '批量转交…', en: 'Hand many over…' })}
        </Button>
      )}
    </>
  );
};
