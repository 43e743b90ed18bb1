import React from 'react';
import { Box, Button, Text } from '@adminjs/design-system';
import { useNavigate } from 'react-router';
import { t } from './client';
import { PageTitle } from './page-title';

/** An address that leads nowhere says so, and leads on. */
export const NotFound: React.FC = () => {
  const navigate = useNavigate();
  return (
    <Box p={['default', 'xl']} style={{ maxWidth: 720 }} data-testid="not-found">
      <PageTitle gap={16}>{t({ 'zh-CN': '没有找到页面', en: 'Page not found' })}</PageTitle>
      <Text mb="xl">
        {t({
          'zh-CN': '这个地址没有页面：链接可能已失效，或地址有误。',
          en: 'There is no page at this address: the link may be old, or mistyped.',
        })}
      </Text>
      <Button variant="contained" onClick={() => navigate('/admin')} data-testid="to-home">
        {t({ 'zh-CN': '回到首页', en: 'Go to the home page' })}
      </Button>
    </Box>
  );
};
