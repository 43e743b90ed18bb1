import { ClaimService } from '../modules/distribution/pool/claim.service.js';
import type { Day } from '../platform/context/business-time.js';
import { SECOND } from '../platform/context/clock.js';
import { say } from '../platform/context/language.js';
import { DomainError } from '../platform/errors/domain-error.js';
import { setDay } from './day-deadlines.js';
import type { Team } from './day-team.js';
import type { House } from './house.js';
import type { Terminal } from './terminal.js';

const PRIZES = 5;

const attempt = (house: House, staffId: number, customerId: number): Promise<string> =>
  house
    .as(staffId, () => house.get(ClaimService).claim(customerId))
    .then(
      () => 'claimed',
      (error: unknown) => {
        if (error instanceof DomainError) return error.code;
        throw error;
      },
    );

/** Ten salespeople want the same customers at the same moment: each customer gets one owner. @returns the first customer and who won him. */
export async function race(house: House, team: Team, out: Terminal, first: Day): Promise<{ customerId: number; winner: number }> {
  setDay(house, first, 4, 9);
  out.chapter({
    'zh-CN': '第 4 天上午 9 点：十位销售同时抢同一批客户',
    en: 'Day 4, 9 in the morning: ten salespeople go for the same customers at once',
  });
  const prizes = await house.database.rows<{ id: number; name: string }>(
    `SELECT id, name FROM customer WHERE holding = 'pool' ORDER BY id LIMIT ?`,
    [PRIZES],
  );
  const won: { customerId: number; winner: number }[] = [];
  const rows = [];
  for (const { id, name } of prizes) {
    house.clock.advance(10 * SECOND);
    const outcomes = await Promise.all(team.sellers.map((staffId) => attempt(house, staffId, id)));
    const winner = team.sellers[outcomes.indexOf('claimed')]!;
    won.push({ customerId: id, winner });
    const count = (code: string) => outcomes.filter((outcome) => outcome === code).length;
    rows.push([name, team.names.get(winner)!, count('claimed'), count('pool.already-claimed'), count('pool.lost-before')]);
  }
  out.table(
    [
      { 'zh-CN': '客户', en: 'Customer' },
      { 'zh-CN': '抢到的人', en: 'Winner' },
      { 'zh-CN': '成功', en: 'Won' },
      { 'zh-CN': '晚了一步', en: 'Too late' },
      { 'zh-CN': '曾失去他', en: 'Lost him before' },
    ],
    rows,
  );
  return won[0]!;
}

/** Whoever let a customer go may not have him back. */
export async function formerOwner(house: House, team: Team, out: Terminal): Promise<void> {
  out.chapter({ 'zh-CN': '原顾问想领回自己丢掉的客户', en: 'A former owner wants his lost customer back' });
  const [row] = await house.database.rows<{ customerId: number; staffId: number; name: string }>(
    `SELECT o.customerId, o.staffId, c.name FROM ownership o JOIN customer c ON c.id = o.customerId WHERE c.holding = 'pool' AND o.outcome = 'follow-up-overdue' ORDER BY o.id LIMIT 1`,
  );
  const { customerId, staffId, name } = row!;
  const refusal = await house
    .as(staffId, () => house.get(ClaimService).claim(customerId))
    .then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof DomainError) return error;
        throw error;
      },
    );
  out.say({ 'zh-CN': '{who} 申请领取 {name}：', en: '{who} claims {name}:' }, { who: team.names.get(staffId), name });
  out.line(refusal ? `✕ ${say(refusal.definition.text, out.language, refusal.params)} [${refusal.code}]` : '✓');
}
