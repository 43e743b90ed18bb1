import type { Member, Waiting } from './plan.js';
import { plan, slowest } from './planner.js';
import type { Strategy } from '../strategies/candidate.js';

export interface LinePlace {
  staffId: number;
  name: string;
  served: boolean;
}
const LONGEST = 1000;

/** Of an order without rounds so many of those who come next are drawn. */
const AHEAD = 20;

/** The present round drawn as a line of names: who has had his turn, and who comes next. Round 0: an order without rounds, or nobody takes part. */
export function roundLine(members: readonly Member[], strategy: Strategy): { round: number; line: LinePlace[] } {
  const last = slowest(members, strategy);
  if (!last) return { round: 0, line: [] };
  const names = new Map(members.map((m) => [m.staffId, m.name]));
  const unbounded = members.map((m) => ({ ...m, maxOpen: null, maxUntouched: null, filters: {} }));
  const { places: kind } = strategy;
  if (!kind) {
    const next = plan(anybody(AHEAD), unbounded, strategy, 0).decisions;
    return { round: 0, line: next.map(({ staffId }) => ({ staffId, name: names.get(staffId)!, served: false })) };
  }
  const { round } = last;
  const places = members.reduce((sum, m) => sum + m[kind], 0);
  const fresh = unbounded.map((m) => ({ ...m, round, used: 0 }));
  const done = new Map(members.map((m) => [m.staffId, m.round > round ? m[kind] : m.round < round ? 0 : m.used]));
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
