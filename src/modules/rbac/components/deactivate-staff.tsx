import React, { useState } from 'react';
import { Box, Button, Loader, MessageBox, SelectAsync } from '@adminjs/design-system';
import { type ActionProps, ApiClient } from 'adminjs';
import { t, useLanguage } from '../../../platform/admin/components/lib/client';
import { Hint, Panel } from '../../../platform/admin/components/lib/panel';
import { useApi } from '../../../platform/admin/components/lib/use-api';
import { useRecordAction } from './parts/run-record-action';

interface Holding {
  what: { 'zh-CN': string; en: string };
  count: number;
}
type Fate = 'colleague' | 'pool';
interface Option {
  value: string;
  label: string;
}
const FATES: Record<Fate, { 'zh-CN': string; en: string }> = {
  colleague: { 'zh-CN': '全部交给一位同事', en: 'All of it goes to a colleague' },
  pool: { 'zh-CN': '放入公海，由大家领取', en: 'Customers go to the pool, for everybody to claim' },
};

/** Asks what becomes of what a leaver holds, then deactivates him. */
const DeactivateStaff: React.FC<ActionProps> = (props) => {
  const { record, resource } = props;
  const language = useLanguage();
  const { data, error } = useApi<{ holdings: Holding[] }>(record ? `/api/staff/${record.id}/holdings` : null);
  const [fate, setFate] = useState<Fate>();
  const [to, setTo] = useState<Option | null>(null);
  const [rest, setRest] = useState<'pending' | 'pool'>('pending');
  const { busy, run } = useRecordAction(props);
  if (error) return <MessageBox variant="danger" message={error} />;
  if (!data) return <Loader />;
  const load = async (text: string): Promise<Option[]> => {
    const found = await new ApiClient().searchRecords({ resourceId: resource.id, query: text });
    return found.filter((r) => String(r.id) !== String(record!.id)).map((r) => ({ value: String(r.id), label: r.title }));
  };
  const holds = data.holdings.length > 0;
  const ready = !holds || fate === 'pool' || (fate === 'colleague' && to !== null);
  return (
    <Box pt="lg" style={{ maxWidth: 760 }}>
      <Panel title={t({ 'zh-CN': '停用 {name}', en: 'Deactivate {name}' }, { name: record!.title })} name="deactivate">
        <Hint>
          {t({
            'zh-CN': '停用后立即在所有设备上退出登录，也不再分到客户；他的记录都会保留，以后可以重新启用。',
            en: 'He is signed out everywhere at once and gets no more customers. What he did stays, and he can be activated again.',
          })}
        </Hint>
        {holds && (
          <Box mt="lg" as="fieldset">
            <legend style={{ fontWeight: 600, marginBottom: 8 }}>
              {t(
                { 'zh-CN': '他名下还有：{what}。怎么处理？', en: 'He still holds: {what}. What becomes of them?' },
                {
                  what: data.holdings
                    .map((h) => (language === 'zh-CN' ? `${h.count} 个${h.what[language]}` : `${h.what[language]}: ${h.count}`))
                    .join(t({ 'zh-CN': '、', en: ', ' })),
                },
              )}
            </legend>
            {(Object.keys(FATES) as Fate[]).map((name) => (
              <React.Fragment key={name}>
                <label style={{ display: 'flex', gap: 10, padding: '6px 0' }}>
                  <input type="radio" name="fate" value={name} checked={fate === name} onChange={() => setFate(name)} />
                  {t(FATES[name])}
                </label>
                {name === 'colleague' && fate === name && (
                  <Box ml="xl" mb="default" style={{ maxWidth: 360 }} data-testid="receiver">
                    <SelectAsync
                      aria-label={t({ 'zh-CN': '接收人', en: 'Who takes them' })}
                      cacheOptions
                      defaultOptions
                      value={to}
                      loadOptions={load}
                      placeholder={t({ 'zh-CN': '选择接收人…', en: 'Choose a colleague…' })}
                      noOptionsMessage={() => t({ 'zh-CN': '没有匹配项', en: 'Nothing found' })}
                      onChange={(option: Option | null) => setTo(option)}
                    />
                    <label style={{ display: 'flex', gap: 10, padding: '6px 0' }}>
                      <input type="checkbox" checked={rest === 'pool'} onChange={(e) => setRest(e.target.checked ? 'pool' : 'pending')} />
                      {t({
                        'zh-CN': '他不能接收的（已达上限或曾失去）放入公海；不勾选则重新分配',
                        en: 'Those he may not have (his cap, or lost before) go to the pool; else they are distributed',
                      })}
                    </label>
                  </Box>
                )}
              </React.Fragment>
            ))}
          </Box>
        )}
        <Button
          mt="xl"
          variant="danger"
          disabled={busy || !ready}
          onClick={() => void run(holds ? { fate, ...(fate === 'colleague' ? { to: to!.value, rest } : {}) } : {})}
          data-testid="deactivate-now"
        >
          {t({ 'zh-CN': '停用', en: 'Deactivate' })}
        </Button>
      </Panel>
    </Box>
  );
};

export default DeactivateStaff;
