import { InsightService } from '../modules/distribution/assignment/insight.service.js';
import { Dictionaries } from '../platform/settings/dictionaries.js';
import { type LeadFile, mappingOf } from './day-leads.js';
import type { Team } from './day-team.js';
import type { House } from './house.js';
import { importFile } from './intake.js';
import type { Terminal } from './terminal.js';

const RARE = 15;

/** The file comes in, and the system deals the customers out by the rule. */
export async function morning(house: House, team: Team, out: Terminal, file: LeadFile): Promise<void> {
  out.chapter(
    { 'zh-CN': '上午 9 点：{name} 导入线索文件 {file}', en: '9 in the morning: {name} imports the file {file}' },
    { name: team.names.get(team.operations), file: file.name },
  );
  const result = await importFile(house, team.operations, { ...file, mapping: mappingOf });
  const { created, failed, totalRows, warnings } = result;
  out.say(
    { 'zh-CN': '读取 {totalRows} 行：成功 {created}，失败 {failed}。', en: '{totalRows} rows read: {created} imported, {failed} failed.' },
    { totalRows, created, failed },
  );
  for (const { message } of warnings) out.line(`! ${message}`);
  await sources(house, out);
  out.chapter({
    'zh-CN': '导入结束，系统按权重与承单数自动分配',
    en: 'The import has ended, and the system deals the customers out by weight and number',
  });
  await round(house, team, out);
  await fairness(house, team, out);
}

async function sources(house: House, out: Terminal): Promise<void> {
  const rows = await house.database.rows<{ source: string | null; n: number }>(
    'SELECT source, COUNT(*) AS n FROM customer GROUP BY source ORDER BY n DESC, source',
  );
  const named = await Promise.all(
    rows.map(
      async ({ source, n }) =>
        [
          source === null
            ? out.text({ 'zh-CN': '（未填）', en: '(none)' })
            : await house.get(Dictionaries).label('customer.source', source, out.language),
          Number(n),
        ] as const,
    ),
  );
  const shown = named.slice(0, RARE);
  const rest = named.slice(RARE).reduce((sum, [, n]) => sum + n, 0);
  out.table(
    [
      { 'zh-CN': '来源', en: 'Source' },
      { 'zh-CN': '客户数', en: 'Customers' },
    ],
    rest ? [...shown, [out.text({ 'zh-CN': '其余来源', en: 'other sources' }), rest]] : shown,
  );
}

async function round(house: House, team: Team, out: Terminal): Promise<void> {
  const { line, pending, round: number } = await house.as(team.director, () => house.get(InsightService).currentRound());
  out.say(
    {
      'zh-CN': '现在是第 {number} 轮，一轮 {n} 个名额（✓ 已分到，▶ 下一个）：',
      en: 'This is round {number}, of {n} places (✓ served, ▶ next):',
    },
    { number, n: line.length },
  );
  const next = line.findIndex((place) => !place.served);
  const marked = line.map((place, i) => `${place.served ? '✓' : i === next ? '▶' : ''}${place.name}`);
  for (let i = 0; i < marked.length; i += 6) out.line(`  ${marked.slice(i, i + 6).join('  ')}`);
  out.say({ 'zh-CN': '尚未分配的客户：{pending} 个。', en: 'Customers without an owner: {pending}.' }, { pending });
}

async function fairness(house: House, team: Team, out: Terminal): Promise<void> {
  const { items, total } = await house.as(null, () => house.get(InsightService).fairness({}));
  out.line('');
  out.table(
    [
      { 'zh-CN': '销售', en: 'Salesperson' },
      { 'zh-CN': '分到', en: 'Received' },
      { 'zh-CN': '按规则应得', en: 'Share by the rule' },
      { 'zh-CN': '差', en: 'Difference' },
    ],
    team.sellers.map((id) => {
      const row = items.find((item) => item.staffId === id);
      return [team.names.get(id)!, row?.received ?? 0, row?.expected ?? 0, row?.difference ?? 0];
    }),
  );
  out.say(
    {
      'zh-CN': '共分配 {total} 个；差额只是最后一轮尚未走完的部分。',
      en: '{total} in all; the differences are the last round, which is not over yet.',
    },
    { total },
  );
}
