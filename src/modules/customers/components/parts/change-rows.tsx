import React from 'react';
import { Button, Loader } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { Link } from 'react-router-dom';
import { api, messageOf, t } from '../../../../platform/admin/components/lib/client';
import { Table } from '../../../../platform/admin/components/lib/panel';
import { timeText } from '../../../../platform/admin/components/lib/time';
import type { ChangedRow } from './bulk-answers';

interface Answer {
  items: ChangedRow[];
  nextCursor: string | null;
}

/** Customers of a bulk change, each with why he stayed as he is; opened by a button, read on by another. */
export const ChangeRows: React.FC<{ setId: number; query: string; open: string }> = ({ setId, query, open }) => {
  const { translateProperty } = useTranslation();
  const [rows, setRows] = React.useState<ChangedRow[]>();
  const [cursor, setCursor] = React.useState<string | null>(null);
  const [busy, setBusy] = React.useState(false);
  const [error, setError] = React.useState<string>();
  const more = async () => {
    setBusy(true);
    try {
      const page = await api<Answer>(`/api/change-sets/${setId}/customers?pageSize=50&${query}${cursor ? `&cursor=${cursor}` : ''}`);
      setRows((known) => [...(known ?? []), ...page.items]);
      setCursor(page.nextCursor);
    } catch (thrown) {
      setError(messageOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  const why = ({ detail, conflicts = [] }: ChangedRow) =>
    conflicts.length
      ? conflicts.map(({ field, detail: text, byName, at }) =>
          [
            field ? `${translateProperty(field, 'customers')}${t({ 'zh-CN': '：', en: ': ' })}${text}` : text,
            [byName, at ? timeText(at) : ''].filter(Boolean).join(' '),
          ]
            .filter(Boolean)
            .join(t({ 'zh-CN': '，', en: ', ' })),
        )
      : [detail ?? ''];
  if (error) return <p role="alert">{error}</p>;
  if (!rows)
    return (
      <Button type="button" size="sm" variant="text" mt="default" disabled={busy} onClick={() => void more()} data-testid={`rows-${query}`}>
        {open}
      </Button>
    );
  return (
    <div style={{ marginTop: 12 }} data-testid="change-rows">
      <Table
        heads={[t({ 'zh-CN': '客户', en: 'Customer' }), t({ 'zh-CN': '原因', en: 'Why' })]}
        rows={rows.map((row) => [
          <Link key="to" to={`/admin/resources/customers/records/${row.customerId}/show`} style={{ color: '#0b6e8f' }}>
            {[row.number, row.name].filter(Boolean).join(' ')}
          </Link>,
          <span key="why">
            {why(row).map((text, i) => (
              <div key={i}>{text}</div>
            ))}
          </span>,
        ])}
      />
      {busy && <Loader />}
      {cursor && !busy && (
        <Button type="button" size="sm" variant="outlined" mt="default" onClick={() => void more()}>
          {t({ 'zh-CN': '更多', en: 'More' })}
        </Button>
      )}
    </div>
  );
};
