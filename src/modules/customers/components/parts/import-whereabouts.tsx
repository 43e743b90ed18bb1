import React, { useEffect } from 'react';
import { Text } from '@adminjs/design-system';
import { t } from '../../../../platform/admin/components/lib/client';
import { useApi } from '../../../../platform/admin/components/lib/use-api';

interface Whereabouts {
  distribute: boolean;
  owned: number;
  /** Not looked at by a run yet; and those for whom a run found nobody. */
  waiting: number;
  stranded: number;
  pool: number;
}
const AGAIN = 2000;

/** Where the customers of an import are now: with whom, waiting, and why. It looks again while a run is at them. */
export const ImportWhereabouts: React.FC<{ importId: number }> = ({ importId }) => {
  const { data, reload } = useApi<Whereabouts>(`/api/imports/${importId}/whereabouts`);
  const busy = !!data?.distribute && data.waiting > 0;
  useEffect(() => {
    if (!busy) return undefined;
    const timer = window.setInterval(reload, AGAIN);
    return () => window.clearInterval(timer);
  }, [busy]);
  if (!data) return null;
  const { distribute, owned, waiting, stranded, pool } = data;
  const lines = [
    owned > 0 && t({ 'zh-CN': '{n} 个已分给顾问', en: 'with an owner: {n}' }, { n: owned }),
    waiting > 0 &&
      (distribute
        ? t({ 'zh-CN': '{n} 个正在等待分配', en: 'waiting to be distributed: {n}' }, { n: waiting })
        : t(
            { 'zh-CN': '{n} 个待分配（本次导入没有选择自动分配）', en: 'pending, since this import was not to be distributed: {n}' },
            { n: waiting },
          )),
    stranded > 0 &&
      t(
        {
          'zh-CN': '{n} 个无人可接，仍在等待：达到上限、休假、承接条件不符或曾经流失，各人的原因见分配控制台',
          en: 'waiting with nobody to take them: {n} (limits, leave, filters, or lost before; the console says which for each person)',
        },
        { n: stranded },
      ),
    pool > 0 && t({ 'zh-CN': '{n} 个在公海', en: 'in the public pool: {n}' }, { n: pool }),
  ].filter(Boolean);
  if (!lines.length) return null;
  return (
    <div data-testid="whereabouts" aria-live="polite" style={{ marginBottom: 16 }}>
      <Text mb="sm" style={{ fontWeight: 600 }}>
        {t({ 'zh-CN': '这些客户现在', en: 'Where these customers are now' })}
      </Text>
      <ul style={{ margin: 0, paddingLeft: 20, listStyle: 'disc', ...(stranded ? { color: '#a33c1f' } : {}) }}>
        {lines.map((line) => (
          <li key={String(line)}>{line}</li>
        ))}
      </ul>
      {waiting + stranded > 0 && (
        <a href="/admin/pages/distribution" style={{ color: '#0b6e8f' }}>
          {t({ 'zh-CN': '到分配控制台', en: 'To the distribution console' })}
        </a>
      )}
    </div>
  );
};
