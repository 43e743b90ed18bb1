import React from 'react';
import { Box, H5, MessageBox, Text } from '@adminjs/design-system';
import { useLocation, useNavigate } from 'react-router';
import { Chart, type ChartProps } from './lib/chart';
import { session, t } from './lib/client';
import { NotFound } from './lib/not-found';
import { PageTitle } from './lib/page-title';
import { useApi } from './lib/use-api';

interface Card {
  name: string;
  label: string;
  wide: boolean;
  value?: number | string;
  hint?: string;
  link?: string;
  rows?: { text: string; value?: string | number; link?: string }[];
  chart?: ChartProps;
}
const FRAME: React.CSSProperties = { background: '#fff', border: '1px solid #dbe3ea', borderRadius: 10, padding: 20 };

const Go: React.FC<{ to: string | undefined; children: React.ReactNode }> = ({ to, children }) => {
  const navigate = useNavigate();
  if (!to) return <>{children}</>;
  return (
    <a href={to} onClick={(event) => (event.preventDefault(), navigate(to))} style={{ color: '#0b6e8f', textDecoration: 'none' }}>
      {children}
    </a>
  );
};

const One: React.FC<{ card: Card }> = ({ card }) => (
  <section style={{ ...FRAME, gridColumn: card.wide ? 'span 2' : undefined }} aria-label={card.label} data-testid={`card-${card.name}`}>
    <H5 style={{ fontSize: 15, fontWeight: 600 }}>
      <Go to={card.link}>{card.label}</Go>
    </H5>
    {card.value !== undefined && (
      <Text style={{ fontSize: 32, lineHeight: 1.4, fontWeight: 700 }}>
        <Go to={card.link}>{card.value}</Go>
      </Text>
    )}
    {card.hint && <Text color="grey80">{card.hint}</Text>}
    {card.rows && (
      <ul style={{ marginTop: 12 }}>
        {card.rows.map((row, i) => (
          <li
            key={i}
            style={{ display: 'flex', justifyContent: 'space-between', gap: 12, padding: '6px 0', borderTop: '1px solid #eef2f5' }}
          >
            <Go to={row.link}>{row.text}</Go>
            <span>{row.value}</span>
          </li>
        ))}
      </ul>
    )}
    {card.chart && (
      <Box mt="lg">
        <Chart {...card.chart} title={card.label} />
      </Box>
    )}
  </section>
);

/** AdminJS comes here with every address that it does not know. */
const HomePage: React.FC = () => (/^\/admin\/?$/.test(useLocation().pathname) ? <Home /> : <NotFound />);

/** The first page: what the caller has to do and what his figures are. */
const Home: React.FC = () => {
  const { data, error } = useApi<{ cards: Card[] }>('/admin/api/dashboard');
  return (
    <Box p={['default', 'xl']} style={{ maxWidth: 1280, width: '100%', margin: '0 auto' }}>
      <PageTitle tab={t({ 'zh-CN': '首页', en: 'Home' })}>
        {t({ 'zh-CN': '{name}，您好', en: 'Hello, {name}' }, { name: session().email })}
      </PageTitle>
      {error && <MessageBox variant="danger" message={error} />}
      <div style={{ display: 'grid', gap: 16, gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))' }}>
        {data?.cards.map((card) => (
          <One key={card.name} card={card} />
        ))}
      </div>
      {data?.cards.length === 0 && (
        <Text color="grey80">{t({ 'zh-CN': '从左侧菜单开始吧。', en: 'Start with the menu on the left.' })}</Text>
      )}
    </Box>
  );
};

export default HomePage;
