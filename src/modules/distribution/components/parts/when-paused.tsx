import React from 'react';
import { useSelector } from 'react-redux';
import { Link } from 'react-router-dom';
import { t } from '../../../../platform/admin/components/lib/client';
import { Hint } from '../../../../platform/admin/components/lib/panel';
import { useApi } from '../../../../platform/admin/components/lib/use-api';

const SCHEDULES = 'schedules';

/** Why those who wait go on waiting while the schedule rests, and where it is turned on; said to those who may look at schedules. */
export const WhenPaused: React.FC = () => {
  const mayRead = useSelector((s: { resources: { id: string }[] }) => s.resources.some(({ id }) => id === SCHEDULES));
  const { data } = useApi<{ items: { name: string; paused: boolean }[] }>(mayRead ? '/api/schedules?pageSize=100' : null);
  if (!data?.items.some(({ name, paused }) => name === 'distribution.run' && paused)) return null;
  return (
    <div data-testid="when-paused">
      <Hint>
        {t({
          'zh-CN': '定时的自动分配已暂停：这些客户会一直等待，直到有人点“立即分配”，或有新客户录入、导入。',
          en: 'Distribution by schedule is paused: they wait until somebody chooses “Distribute now”, or new customers are entered or imported.',
        })}{' '}
        <Link to={`/admin/resources/${SCHEDULES}`} className="row-link">
          {t({ 'zh-CN': '在“定时任务”里恢复', en: 'Turn it on under Schedules' })}
        </Link>
      </Hint>
    </div>
  );
};
