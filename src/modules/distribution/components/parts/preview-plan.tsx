import React from 'react';
import { Text } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Preview } from './answers';
import { ObstacleTable } from './obstacle-table';
import { Empty, Table } from './panel';

/** Customers that a preview is about. */
export const LIMIT = 100;
/** Of those whom nobody can take. */
const SHOWN = 10;
type Row = Preview['decisions'][number] | Preview['refusals'][number];

/** His page, for those who may see it; to others he is a number. */
const customer = (row: Row) =>
  row.customerName === null ? (
    row.customerNumber
  ) : (
    <a href={`/admin/resources/customers/records/${row.customerId}/show`} style={{ color: '#0b6e8f' }}>
      {row.customerNumber} {row.customerName}
    </a>
  );

/** Who would get whom, one by one, and whom nobody can take. */
export const Plan: React.FC<{ preview: Preview }> = ({ preview }) => {
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
          <ObstacleTable obstacles={preview.obstacles} texts={preview.reasonTexts} />
          <Table
            heads={[t({ 'zh-CN': '客户', en: 'Customer' }), t({ 'zh-CN': '原因（各人合计）', en: 'Reasons of all' })]}
            rows={refusals.slice(0, SHOWN).map((r) => [customer(r), r.text])}
          />
        </>
      )}
    </>
  );
};

/** What everybody would receive by the numbers that hold, beside what is tried. */
export const Comparison: React.FC<{ present: Preview; drafted: Preview }> = ({ present, drafted }) => {
  const people = new Map([...present.totals, ...drafted.totals].map(({ staffId, staffName }) => [staffId, staffName]));
  const of = ({ totals }: Preview, id: number) => totals.find((one) => one.staffId === id)?.n ?? 0;
  const signed = (n: number) => (n > 0 ? `+${n}` : n ? String(n).replace('-', '−') : '0');
  const row = (name: string, before: number, after: number) => [name, before, after, signed(after - before)];
  return (
    <div data-testid="comparison" style={{ marginBottom: 24 }}>
      <Table
        heads={[
          t({ 'zh-CN': '销售', en: 'Salesperson' }),
          t({ 'zh-CN': '现在', en: 'At present' }),
          t({ 'zh-CN': '试算', en: 'As tried' }),
          t({ 'zh-CN': '变化', en: 'Change' }),
        ]}
        rows={[
          ...[...people].map(([id, name]) => row(name, of(present, id), of(drafted, id))),
          row(t({ 'zh-CN': '无人可分配', en: 'Nobody can take' }), present.refusals.length, drafted.refusals.length),
        ]}
        numbers={[1, 2, 3]}
      />
    </div>
  );
};
