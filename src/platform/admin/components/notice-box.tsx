import React, { useEffect } from 'react';
import { Box, MessageBox } from '@adminjs/design-system';
import { useTranslation } from 'adminjs';
import { useDispatch, useSelector } from 'react-redux';
import { useNavigate } from 'react-router';
import { t } from './lib/client';

interface Shown {
  id: string;
  message: string;
  type: string;
  link?: string;
}
const STAYS = 4000;

const One: React.FC<{ notice: Shown; drop: () => void }> = ({ notice, drop }) => {
  const isError = notice.type === 'error';
  const { tm } = useTranslation();
  const navigate = useNavigate();
  useEffect(() => {
    if (isError) return undefined;
    const timer = window.setTimeout(drop, STAYS);
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

/** Notices: what went well goes away by itself, an error stays until it is closed. */
const NoticeBox: React.FC = () => {
  const notices = useSelector((s: { notices: Shown[] }) => s.notices);
  const dispatch = useDispatch();
  const newest = notices.at(-1);
  useEffect(() => {
    // what went wrong before is settled by what went well
    if (newest && newest.type !== 'error')
      for (const old of notices) if (old.type === 'error') dispatch({ type: 'DROP_NOTICE', data: { noticeId: old.id } });
  }, [newest?.id]);
  if (!notices.length) return null;
  return (
    <Box flex flexDirection="column" p="sm" style={{ gap: 6 }} data-testid="notice-wrapper">
      {notices.map((notice) => (
        <One key={notice.id} notice={notice} drop={() => dispatch({ type: 'DROP_NOTICE', data: { noticeId: notice.id } })} />
      ))}
    </Box>
  );
};

export default NoticeBox;
