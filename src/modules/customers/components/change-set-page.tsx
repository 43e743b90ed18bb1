import React from 'react';
import { Box, Loader, MessageBox } from '@adminjs/design-system';
import type { ActionProps } from 'adminjs';
import { t } from '../../../platform/admin/components/lib/client';
import { Facts, Panel } from '../../../platform/admin/components/lib/panel';
import { timeText } from '../../../platform/admin/components/lib/time';
import { useApi } from '../../../platform/admin/components/lib/use-api';
import type { ChangeSetAnswer } from './parts/bulk-answers';
import { ChangeProgress, isDoing, isUndoing } from './parts/change-progress';
import { ChangeRows } from './parts/change-rows';
import { ChangeUndo } from './parts/change-undo';
import { Figures, ReasonList } from './parts/reason-list';

const ENDINGS: Record<string, { variant: 'success' | 'info' | 'danger'; text: { 'zh-CN': string; en: string } }> = {
  done: { variant: 'success', text: { 'zh-CN': '完成', en: 'Done' } },
  cancelled: { variant: 'info', text: { 'zh-CN': '已停止，已完成的部分保留', en: 'Stopped; what was done stays' } },
  failed: { variant: 'danger', text: { 'zh-CN': '出错，已停止：{error}', en: 'It has stopped: {error}' } },
};

/** One bulk change, whatever it is doing: progress, result, conflicts, undo. */
const ChangeSetPage: React.FC<ActionProps> = ({ record }) => {
  const { data: set, error, reload } = useApi<ChangeSetAnswer>(record ? `/api/change-sets/${record.id}` : null);
  if (error) return <MessageBox variant="danger" message={error} />;
  if (!set) return <Loader />;
  const doing = isDoing(set);
  const ending = ENDINGS[set.state];
  return (
    <Box pt="lg" style={{ maxWidth: 960 }} data-testid="change-set">
      <Panel title={t({ 'zh-CN': '概要', en: 'In short' })} name="change-head">
        <Facts
          rows={[
            [t({ 'zh-CN': '操作人', en: 'By' }), set.createdByName],
            [t({ 'zh-CN': '时间', en: 'Time' }), timeText(set.createdAt)],
          ]}
        />
      </Panel>
      {(doing || isUndoing(set)) && <ChangeProgress set={set} onEnd={reload} />}
      {!doing && ending && (
        <Panel title={t({ 'zh-CN': '结果', en: 'Result' })} name="change-result">
          <div aria-live="polite">
            <MessageBox variant={ending.variant} message={t(ending.text, { error: set.error ?? '' })} mb="lg" />
          </div>
          <Figures
            figures={[
              { name: 'changed', label: t({ 'zh-CN': '已修改', en: 'Changed' }), value: set.changed },
              { name: 'unchanged', label: t({ 'zh-CN': '已经如此', en: 'Were so already' }), value: set.unchanged },
              { name: 'refused', label: t({ 'zh-CN': '未修改', en: 'Not changed' }), value: set.refused },
              ...(set.matched !== null && set.done < set.matched
                ? [{ name: 'left', label: t({ 'zh-CN': '未处理', en: 'Not reached' }), value: set.matched - set.done }]
                : []),
            ]}
          />
          <ReasonList reasons={set.reasons} />
          {set.refused > 0 && (
            <ChangeRows setId={set.id} query="outcome=refused" open={t({ 'zh-CN': '查看未修改的客户', en: 'Show who was not changed' })} />
          )}
        </Panel>
      )}
      {!doing && <ChangeUndo set={set} onBegun={reload} />}
    </Box>
  );
};

export default ChangeSetPage;
