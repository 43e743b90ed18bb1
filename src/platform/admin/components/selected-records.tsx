import React, { useContext, useEffect, useState } from 'react';
import { Button, Icon } from '@adminjs/design-system';
import {
  type ActionJSON,
  buildActionClickHandler,
  buildActionTestId,
  type RecordsTableProps,
  useActionResponseHandler,
  useModal,
  useTranslation,
} from 'adminjs';
import { useLocation, useNavigate } from 'react-router';
import { t } from './lib/client';
import { TickedMoreContext } from './lib/ticked-more';

/** What can be done with the ticked rows. It holds on to the lower edge of the window while the list scrolls, and moves no row under the pointer. */
const SelectedRecords: React.FC<Pick<RecordsTableProps, 'resource' | 'selectedRecords'>> = ({ resource, selectedRecords = [] }) => {
  const texts = useTranslation();
  const navigate = useNavigate();
  const location = useLocation();
  const actionResponseHandler = useActionResponseHandler();
  const modalFunctions = useModal();
  const more = useContext(TickedMoreContext);
  const [all, setAll] = useState<number | null>(null);
  const asked = new URLSearchParams(location.search);
  for (const name of ['page', 'recordIds', 'refresh']) asked.delete(name);
  // other rows match by now
  useEffect(() => setAll(null), [asked.toString(), selectedRecords.length === 0]);
  if (!selectedRecords.length) return null;
  const actions = new Map<string, ActionJSON>(selectedRecords.flatMap((row) => row.bulkActions.map((action) => [action.name, action])));
  const params = { resourceId: resource.id, recordIds: selectedRecords.map(({ id }) => String(id)) };
  return (
    <div className="ticked-bar" role="region" aria-label={t({ 'zh-CN': '对已选记录的操作', en: 'What to do with the ticked rows' })}>
      <strong aria-live="polite">
        {all !== null
          ? t({ 'zh-CN': '已选中全部符合条件的 {n} 条', en: 'All {n} that match' }, { n: all.toLocaleString('en') })
          : texts.translateLabel('selectedRecords', resource.id, { selected: selectedRecords.length })}
      </strong>
      {more?.(params.recordIds, all, setAll)}
      {(all !== null ? [] : [...actions.values()]).map((action) => (
        <Button
          key={action.name}
          size="sm"
          variant="outlined"
          data-testid={buildActionTestId(action)}
          onClick={buildActionClickHandler({
            action,
            params,
            actionResponseHandler,
            navigate,
            location,
            translateFunctions: texts,
            modalFunctions,
          })}
        >
          <Icon icon={action.icon} /> {texts.translateAction(action.label, resource.id)}
        </Button>
      ))}
    </div>
  );
};

export default SelectedRecords;
