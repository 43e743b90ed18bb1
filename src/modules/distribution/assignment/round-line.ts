import type { Member, Waiting } from './plan.js';
import { plan, presentRound } from './planner.js';
import type { Strategy } from '../strategies/candidate.js';

export interface LinePlace {
  staffId: number;
  name: string;
  served: boolean;
}
const LONGEST = 1000;

/** The present round drawn as a line of names: who has had his turn, and who comes next. */
export function roundLine(members: readonly Member[], strategy: Strategy): { round: number; line: LinePlace[] } {
  const round = presentRound(members);
  if (round === null) return { round: 0, line: [] };
  const places = members.reduce((sum, m) => sum + m.perRound, 0);
  const fresh = members.map((m) => ({ ...m, round, used: 0, maxOpen: null, maxUntouched: null, filters: {} }));
  const names = new Map(members.map((m) => [m.staffId, m.name]));
  const done = new Map(members.map((m) => [m.staffId, m.round > round ? m.perRound : m.round < round ? 0 : m.used]));
  const seen = new Map<number, number>();
  const line = plan(anybody(Math.min(places, LONGEST)), fresh, strategy, 0).decisions.map(({ staffId }) => {
    const nth = (seen.get(staffId) ?? 0) + 1;
    seen.set(staffId, nth);
    return { staffId, name: names.get(staffId)!, served: nth <= done.get(staffId)! };
  });
  return { round, line };
}

const anybody = (n: number): Waiting[] =>
  Array.from({ length: n }, (_, i) => ({
    id: i + 1,
    source: null,
    area: null,
    type: 'person',
    courseIds: [],
    lastOwnerId: null,
    barred: new Set<number>(),
  }));
