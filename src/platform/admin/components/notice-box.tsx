import React, { useEffect, useRef } from 'react';
import { Box, MessageBox } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { useDispatch, useSelector } from 'react-redux';
import { useLocation, useNavigate } from 'react-router';
import { t } from './lib/client';

interface Shown {
  id: string;
  message: string;
  type: string;
  link?: string;
}
const STAYS = 4000;
/** Long enough to take the link. */
const STAYS_WITH_LINK = 15_000;
/** What comes with a change of the page belongs to the new one. */
const COMES_WITH_PAGE = 1000;

const One: React.FC<{ notice: Shown; drop: () => void }> = ({ notice, drop }) => {
  const isError = notice.type === 'error';
  const { tm } = useTranslation();
  const navigate = useNavigate();
  useEffect(() => {
    if (isError) return undefined;
    const timer = window.setTimeout(drop, notice.link ? STAYS_WITH_LINK : STAYS);
    return () => window.clearTimeout(timer);
  }, [notice.id]);
  return (
    <div role={isError ? 'alert' : 'status'}>
      <MessageBox
        style={{ minWidth: 320, maxWidth: 720 }}
        message={tm(notice.message)}
        variant={isError ? 'danger' : ((notice.type ?? 'info') as 'info')}
        onCloseClick={drop}
      >
        {notice.link && (
          <a
            href={notice.link}
            className="row-link"
            data-testid="notice-link"
            onClick={(event) => (event.preventDefault(), drop(), navigate(notice.link!))}
          >
            {t({ 'zh-CN': '打开这条记录', en: 'Open the record' })}
          </a>
        )}
      </MessageBox>
    </div>
  );
};

/** The latest notice, and only that: what went well goes away by itself, an error with the next try or the next page. */
const NoticeBox: React.FC = () => {
  const notices = useSelector((s: { notices: Shown[] }) => s.notices);
  const dispatch = useDispatch();
  const { pathname } = useLocation();
  const newest = notices.at(-1);
  const shown = useRef({ newest, since: 0 });
  if (shown.current.newest?.id !== newest?.id) shown.current = { newest, since: Date.now() };
  const drop = ({ id }: Shown) => dispatch({ type: 'DROP_NOTICE', data: { noticeId: id } });
  const dropError = () => {
    const { newest: old } = shown.current;
    if (old?.type === 'error') drop(old);
  };
  useEffect(() => notices.slice(0, -1).forEach(drop), [newest?.id]);
  useEffect(() => {
    if (Date.now() - shown.current.since > COMES_WITH_PAGE) dropError();
  }, [pathname]);
  useEffect(() => {
    document.addEventListener('submit', dropError, true);
    return () => document.removeEventListener('submit', dropError, true);
  }, []);
  if (!newest) return null;
  return (
    <Box p="sm" data-testid="notice-wrapper">
      <One key={newest.id} notice={newest} drop={() => drop(newest)} />
    </Box>
  );
};

export default NoticeBox;
