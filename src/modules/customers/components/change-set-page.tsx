import React from 'react';
import { Box, Button, Loader, MessageBox } from '@adminjs/design-system';
import type { ActionProps } from 'adminjs';
import { api, t } from '../../../platform/admin/components/lib/client';
import { Facts, Panel } from '../../../platform/admin/components/lib/panel';
import { Progress, useJob } from '../../../platform/admin/components/lib/progress';
import { timeText } from '../../../platform/admin/components/lib/time';
import { useApi } from '../../../platform/admin/components/lib/use-api';
import { useSend } from '../../../platform/admin/components/lib/use-send';
import { type ChangeSetAnswer, UNDER_WAY } from './parts/bulk-answers';
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
  const { busy, send } = useSend();
  const doing = set && UNDER_WAY.includes(set.state);
  const undoing = set?.undo && UNDER_WAY.includes(set.undo.state);
  const job = useJob(set && doing ? set.jobId : set?.undo && undoing ? set.undo.jobId : null, reload);
  if (error) return <MessageBox variant="danger" message={error} />;
  if (!set) return <Loader />;
  const cancel = async () => {
    if (await send(() => api(`/api/change-sets/${set.id}/cancel`, { method: 'POST', body: {} }))) reload();
  };
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
      {(doing || undoing) && (
        <Panel
          title={undoing ? t({ 'zh-CN': '正在撤销', en: 'Being undone' }) : t({ 'zh-CN': '进行中', en: 'Under way' })}
          name="change-progress"
          aside={
            <Button type="button" size="sm" variant="outlined" disabled={busy} onClick={() => void cancel()} data-testid="change-cancel">
              {t({ 'zh-CN': '停止（已完成的保留）', en: 'Stop (what is done stays)' })}
            </Button>
          }
        >
          <Progress
            done={job?.progress?.done ?? (undoing ? set.undo!.back + set.undo!.partly + set.undo!.kept : set.done)}
            total={job?.progress?.total ?? (undoing ? set.undo!.matched : set.matched)}
          />
        </Panel>
      )}
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
