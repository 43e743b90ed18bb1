import React, { useState } from 'react';
import { Button, MessageBox, Text } from '@adminjs/design-system';
import { api, messageOf, t } from '../../../../platform/admin/components/lib/client';
import type { Preview } from './answers';
import { Empty, Panel, Table } from './panel';

const LIMIT = 100;
/** Of those whom nobody can take. */
const SHOWN = 10;
type Row = Preview['decisions'][number] | Preview['refusals'][number];

const customer = (row: Row) => (
  <a href={`/admin/resources/customers/records/${row.customerId}/show`} style={{ color: '#0b6e8f' }}>
    {row.customerNumber} {row.customerName}
  </a>
);

const Plan: React.FC<{ preview: Preview }> = ({ preview }) => {
  const { decisions, refusals, totals, pending } = preview;
  if (!decisions.length && !refusals.length)
    return <Empty>{t({ 'zh-CN': '没有待分配的客户。', en: 'Nobody waits for distribution.' })}</Empty>;
  return (
    <>
      <Text mb="lg">
        {totals.map(({ staffId, staffName, n }) => (
          <strong key={staffId} style={{ marginRight: 16 }}>
            {staffName} × {n}
          </strong>
        ))}
        {pending > LIMIT &&
          t({ 'zh-CN': '（仅预览前 {n} 个，共 {pending} 个）', en: '(the first {n} of {pending})' }, { n: LIMIT, pending })}
      </Text>
      {decisions.length > 0 && (
        <Table
          heads={[
            t({ 'zh-CN': '客户', en: 'Customer' }),
            t({ 'zh-CN': '分给', en: 'Goes to' }),
            t({ 'zh-CN': '轮次', en: 'Round' }),
            t({ 'zh-CN': '本轮第几单', en: 'Number in it' }),
            '',
          ]}
          rows={decisions.map((d) => [
            customer(d),
            d.staffName,
            d.round,
            d.position,
            d.backToOwner ? t({ 'zh-CN': '回到原顾问', en: 'back to his owner' }) : '',
          ])}
          numbers={[2, 3]}
        />
      )}
      {refusals.length > 0 && (
        <>
          <Text mt="lg" mb="sm" style={{ color: '#a33c1f' }}>
            {t({ 'zh-CN': '{n} 个暂时无人可分配', en: '{n} have nobody to take them' }, { n: refusals.length })}
            {refusals.length > SHOWN && t({ 'zh-CN': '，以下为前 {n} 个', en: '; the first {n} of them' }, { n: SHOWN })}
          </Text>
          <Table
            heads={[t({ 'zh-CN': '客户', en: 'Customer' }), t({ 'zh-CN': '原因', en: 'Reason' })]}
            rows={refusals.slice(0, SHOWN).map((r) => [customer(r), r.text])}
          />
        </>
      )}
    </>
  );
};

/** Who would get what now, without writing anything. */
export const PreviewPanel: React.FC<{ pending: number }> = ({ pending }) => {
  const [preview, setPreview] = useState<Preview>();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const load = () => {
    setBusy(true);
    api<Preview>(`/api/distribution/preview?limit=${LIMIT}`, { method: 'POST' })
      .then((found) => (setPreview(found), setError(undefined)))
      .catch((thrown: unknown) => setError(messageOf(thrown)))
      .finally(() => setBusy(false));
  };
  const button = (
    <Button variant="outlined" disabled={busy} onClick={load} data-testid="preview">
      {preview ? t({ 'zh-CN': '重新预览', en: 'Preview again' }) : t({ 'zh-CN': '预览', en: 'Preview' })}
    </Button>
  );
  return (
    <Panel title={t({ 'zh-CN': '预览：谁会分到谁', en: 'Preview: who would get whom' })} name="preview-panel" actions={button}>
      {error && <MessageBox variant="danger" message={error} />}
      {preview ? (
        <Plan preview={preview} />
      ) : (
        <Empty>{t({ 'zh-CN': '不写入任何数据。待分配 {pending} 个。', en: 'Writes nothing. {pending} are waiting.' }, { pending })}</Empty>
      )}
    </Panel>
  );
};
