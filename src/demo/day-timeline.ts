import { TimelineService } from '../modules/customers/timeline/timeline.service.js';
import type { TimelineView } from '../modules/customers/timeline/timeline.dto.js';
import { parseInstant } from '../platform/context/clock.js';
import type { Text } from '../platform/context/language.js';
import type { Team } from './day-team.js';
import type { House } from './house.js';
import type { Terminal } from './terminal.js';

const BEGAN: Readonly<Record<string, Text>> = {
  distributed: { 'zh-CN': '系统按规则分配给 {ownerName}', en: 'dealt out to {ownerName} by the rule' },
  claimed: { 'zh-CN': '{ownerName} 从公海领取', en: '{ownerName} claimed him from the pool' },
};
const LEFT: Readonly<Record<string, Text>> = {
  'follow-up-overdue': {
    'zh-CN': '{ownerName} 3 天未跟进，客户回到公海',
    en: '{ownerName} did not follow up for 3 days: back to the pool',
  },
  'deal-overdue': { 'zh-CN': '{ownerName} 15 天未成单，客户回到公海', en: '{ownerName} did not close within 15 days: back to the pool' },
};
const FOLLOWED: Text = { 'zh-CN': '{staffName} 跟进：{summary}', en: '{staffName} followed up: {summary}' };
const OTHER: Text = { 'zh-CN': '资料变更', en: 'data changed' };

function sentence(entry: TimelineView): Text {
  const { kind, beganBy, outcome } = entry as TimelineView & { beganBy?: string; outcome?: string };
  if (kind === 'owned') return BEGAN[beganBy!] ?? OTHER;
  if (kind === 'owner-left') return LEFT[outcome!] ?? OTHER;
  return kind === 'interaction' ? FOLLOWED : OTHER;
}

/** Everything that happened to one customer, oldest first. */
export async function timeline(house: House, team: Team, out: Terminal, customerId: number): Promise<void> {
  const [customer] = await house.database.rows<{ name: string }>('SELECT name FROM customer WHERE id = ?', [customerId]);
  out.chapter({ 'zh-CN': '客户“{name}”的完整经历', en: 'What happened to the customer “{name}”' }, { name: customer!.name });
  const { items } = await house.as(team.operations, () => house.get(TimelineService).page(customerId, { pageSize: 50 }));
  for (const entry of items.toReversed())
    out.line(`${house.time.format(parseInstant(entry.at))}  ${out.text(sentence(entry), entry as unknown as Record<string, string>)}`);
}
