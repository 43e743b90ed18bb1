import React from 'react';
import { t } from '../../../../platform/admin/components/lib/client';
import type { Obstacle } from './answers';
import { Table } from './panel';

/** Person by person: why he could not take those whom nobody could take. */
export const ObstacleTable: React.FC<{ obstacles: readonly Obstacle[]; texts: Readonly<Record<string, string>> }> = ({
  obstacles,
  texts,
}) => (
  <div data-testid="obstacles" style={{ marginBottom: 16 }}>
    <Table
      heads={[
        t({ 'zh-CN': '销售', en: 'Salesperson' }),
        t({ 'zh-CN': '为什么不能接（客户数）', en: 'Why he cannot take them (customers)' }),
      ]}
      rows={obstacles.map(({ staffName, reasons }) => [
        staffName,
        Object.entries(reasons)
          .map(([code, n]) => `${texts[code] ?? code} (${n})`)
          .join(t({ 'zh-CN': '；', en: '; ' })),
      ])}
    />
  </div>
);
