import React from 'react';
import { t } from '../../../../platform/admin/components/lib/client';
import { useApi } from '../../../../platform/admin/components/lib/use-api';
import type { ChangeSetAnswer } from './bulk-answers';
import { ChangeProgress, isUndoing } from './change-progress';
import { ChangeUndo } from './change-undo';

/** Taking an import back, below its result; `onEnd`: its customers are elsewhere by now. */
export const ImportUndo: React.FC<{ importId: number; onEnd: () => void }> = ({ importId, onEnd }) => {
  const path = `/api/imports/${importId}/undo`;
  const { data: set, reload } = useApi<ChangeSetAnswer>(path);
  if (!set) return null;
  if (isUndoing(set)) return <ChangeProgress set={set} onEnd={() => (reload(), onEnd())} />;
  const told = t({
    'zh-CN':
      '撤销这次导入：没有人动过的新客户移入回收站（自动分配不算），补充的空白字段恢复为空。已被修改、跟进、领取、转交或合并的客户保留并列出原因；导入时新增的字典项和标签保留。',
    en: 'New customers whom nobody has touched go to the recycle bin (automatic distribution is no touch), and fields that were filled up are empty again. Customers who were changed, followed up, claimed, handed over or merged since stay and are listed; so do new dictionary items and tags.',
  });
  return <ChangeUndo set={set} onBegun={reload} path={path} more={told} />;
};
