import React from 'react';
import type { ActionProps } from 'adminjs';
import { useLocation } from 'react-router';
import { Link } from 'react-router-dom';
import { t } from './lib/client';
import ListWithSearch from './list-with-search';

const ROUTINE = 'filters.routine';

/** Jobs without what the house does by itself every few minutes, as long as that goes well; all of them at a click. */
const JobList: React.FC<ActionProps> = (props) => {
  const { pathname, search } = useLocation();
  const all = new URLSearchParams(search).get(ROUTINE) === 'true';
  const to = (routine: boolean) => {
    const params = new URLSearchParams(search);
    params.delete('page');
    if (routine) params.set(ROUTINE, 'true');
    else params.delete(ROUTINE);
    return { pathname, search: params.toString() };
  };
  return (
    <>
      <nav aria-label={t({ 'zh-CN': '显示哪些任务', en: 'Which jobs are shown' })} className="chips" data-testid="job-views">
        <Link to={to(false)} aria-current={all ? undefined : 'page'}>
          {t({ 'zh-CN': '不含正常完成的例行任务', en: 'Without routine runs that went well' })}
        </Link>
        <Link to={to(true)} aria-current={all ? 'page' : undefined}>
          {t({ 'zh-CN': '全部任务', en: 'All jobs' })}
        </Link>
      </nav>
      <ListWithSearch {...props} />
    </>
  );
};

export default JobList;
