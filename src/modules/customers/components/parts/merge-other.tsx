import React from 'react';
import { Button, Input, MessageBox, Text } from '@adminjs/design-system';
import { api, messageOf, t } from '../../../../platform/admin/components/lib/client';
import { homePhone } from '../../../../platform/admin/components/lib/home-phone';
import { Panel } from '../../../../platform/admin/components/lib/panel';
import { useApi } from '../../../../platform/admin/components/lib/use-api';
import { holdingWord } from './words';

interface Found {
  id: number;
  number: string;
  name: string;
  phone?: string | null;
  holding?: string;
  ownerName?: string | null;
}

interface Props {
  keptId: number;
  onFound: (otherId: number) => void;
  /** The way back. */
  aside: React.ReactNode;
}

const wordsOf = ({ name, number, phone, holding, ownerName }: Found): string =>
  [name, number, phone && homePhone(phone), holdingWord(holding), ownerName].filter(Boolean).join(' · ');

/** Looking for the other record of the same customer, who is named. */
export const MergeOther: React.FC<Props> = ({ keptId, onFound, aside }) => {
  const kept = useApi<Found>(`/api/customers/${keptId}`).data;
  const [typed, setTyped] = React.useState('');
  const [found, setFound] = React.useState<Found[]>();
  const [error, setError] = React.useState<string>();
  const search = async (event: React.FormEvent) => {
    event.preventDefault();
    try {
      const { items } = await api<{ items: Found[] }>(`/api/customers?pageSize=20&search=${encodeURIComponent(typed.trim())}`);
      setFound(items.filter((one) => one.id !== keptId));
      setError(undefined);
    } catch (thrown) {
      setError(messageOf(thrown));
    }
  };
  return (
    <Panel title={t({ 'zh-CN': '与哪一条合并？', en: 'Merge with which record?' })} name="merge-other" aside={aside}>
      <Text mb="lg" data-testid="merge-kept">
        {t({ 'zh-CN': '保留的记录：', en: 'The record that stays: ' })}
        <a href={`/admin/resources/customers/records/${keptId}/show`} className="row-link">
          {kept ? wordsOf(kept) : `#${keptId}`}
        </a>
      </Text>
      <form onSubmit={(event) => void search(event)} style={{ display: 'flex', gap: 8, maxWidth: 480 }}>
        <Input
          type="search"
          required
          value={typed}
          maxLength={100}
          aria-label={t({ 'zh-CN': '姓名、电话、QQ 或编号', en: 'Name, phone, QQ or number' })}
          placeholder={t({ 'zh-CN': '姓名、电话、QQ 或编号', en: 'Name, phone, QQ or number' })}
          onChange={(event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value)}
          style={{ flexGrow: 1 }}
        />
        <Button type="submit" variant="outlined">
          {t({ 'zh-CN': '查找', en: 'Search' })}
        </Button>
      </form>
      {error && <MessageBox variant="danger" message={error} mt="lg" />}
      {found?.length === 0 && <Text mt="lg">{t({ 'zh-CN': '没有找到其他客户', en: 'No other customer was found' })}</Text>}
      <ul style={{ listStyle: 'none', padding: 0 }}>
        {found?.map((one) => (
          <li key={one.id} style={{ padding: '8px 0', borderTop: '1px solid #eef2f5' }}>
            <Button type="button" variant="text" onClick={() => onFound(one.id)}>
              {wordsOf(one)}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
};
