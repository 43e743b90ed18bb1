import React from 'react';
import {
  ArcElement,
  BarElement,
  CategoryScale,
  Chart as ChartJs,
  Filler,
  Legend,
  LinearScale,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';
import { Bar, Doughnut, Line } from 'react-chartjs-2';

ChartJs.register(ArcElement, BarElement, CategoryScale, Filler, Legend, LinearScale, LineElement, PointElement, Tooltip);
// a canvas inherits nothing: the font of the page that it stands on
ChartJs.defaults.font.family = (window as { THEME?: { font?: string } }).THEME?.font ?? 'sans-serif';
ChartJs.defaults.color = '#3d5163';

/** Told apart without colour as well: charts stand beside a table of the same figures where figures matter. */
const COLOURS = ['#0b6e8f', '#e08a1e', '#4a8f3c', '#a8476b', '#6457a6', '#2f9e9e', '#8a6d3b', '#5b6b7b'];

export interface ChartProps {
  type: 'bar' | 'line' | 'doughnut';
  labels: readonly string[];
  series: readonly { label: string; values: readonly number[] }[];
  height?: number;
  /** Bars upon each other. */
  stacked?: boolean;
  /** Says what the chart shows to those who cannot see it. */
  title?: string;
}

export const Chart: React.FC<ChartProps> = ({ type, labels, series, height = 220, stacked = false, title }) => {
  const one = series.length === 1;
  const said = title ?? series.map((s) => s.label).join(', ');
  const data = {
    labels: [...labels],
    datasets: series.map((s, i) => ({
      label: s.label,
      data: [...s.values],
      borderColor: COLOURS[i % COLOURS.length],
      borderWidth: type === 'line' ? 2 : 0,
      borderRadius: type === 'bar' ? 4 : 0,
      tension: 0.25,
      maxBarThickness: 48,
      backgroundColor: type === 'doughnut' ? labels.map((_, j) => COLOURS[j % COLOURS.length]) : COLOURS[i % COLOURS.length],
    })),
  };
  const plugins = { legend: { display: type === 'doughnut' || !one, position: 'bottom' as const, labels: { boxWidth: 12 } } };
  const common = { responsive: true, maintainAspectRatio: false, animation: false as const, plugins };
  const scales = { x: { stacked, grid: { display: false } }, y: { stacked, beginAtZero: true, ticks: { precision: 0 } } };
  return (
    <div style={{ height, position: 'relative' }}>
      {type === 'bar' && <Bar aria-label={said} data={data} options={{ ...common, scales }} />}
      {type === 'line' && <Line aria-label={said} data={data} options={{ ...common, scales }} />}
      {type === 'doughnut' && <Doughnut aria-label={said} data={data} options={common} />}
    </div>
  );
};
