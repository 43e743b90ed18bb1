import { type Strategy, taken } from '../strategies/candidate.js';
import type { Decision, Former, Member, Passed, Plan, Refusal, SkipReason, Waiting } from './plan.js';

/**
 * Hands out customers one by one. Pure: the same input gives the same plan; members and formers are changed as they receive.
 * Caps move a person's round forward with the others; a filter or a bar keeps his turn (spec 06, Rounds).
 */
export function plan(
  waiting: readonly Waiting[],
  members: readonly Member[],
  strategy: Strategy,
  at: number,
  formers: readonly Former[] = [],
): Plan {
  const decisions: Decision[] = [];
  const refusals: Refusal[] = [];
  const obstacles = new Map<number, Partial<Record<SkipReason, number>>>();
  const byId = new Map<number, Member | Former>([...formers, ...members].map((m) => [m.staffId, m]));
  for (const customer of waiting) {
    const before = customer.lastOwnerId === null ? undefined : byId.get(customer.lastOwnerId);
    const obstacle = before && obstacleOf(customer, before);
    if (before && !obstacle) {
      decisions.push(goesBack(customer, before, strategy));
      receive(before, strategy, at);
      continue;
    }
    const skipped: { member: Member; reason: SkipReason }[] = [];
    const chosen = choose(customer, members, strategy, skipped);
    if (!chosen) {
      const reasons = [...new Set(skipped.map(({ reason }) => reason))];
      refusals.push({
        customerId: customer.id,
        reason: skipped.at(-1)?.reason ?? 'nobody',
        reasons: reasons.length ? reasons : ['nobody'],
      });
      for (const { member, reason } of skipped) count(obstacles, member.staffId, reason);
      continue;
    }
    const passed: Passed[] = before ? [{ staffId: before.staffId, reason: obstacle! }] : [];
    for (const { member, reason } of skipped)
      if (member !== before && strategy.compare(member, chosen) < 0) passed.push({ staffId: member.staffId, reason });
    decisions.push(decide(customer, chosen, strategy, { returning: false, skipped: passed }));
    receive(chosen, strategy, at);
    keepUp(members, strategy);
  }
  return { decisions, refusals, obstacles };
}

function count(obstacles: Map<number, Partial<Record<SkipReason, number>>>, staffId: number, reason: SkipReason): void {
  const his = obstacles.get(staffId) ?? {};
  obstacles.set(staffId, his);
  his[reason] = (his[reason] ?? 0) + 1;
}

/** Why a customer cannot go back to his last owner. */
function obstacleOf({ barred }: Waiting, before: Member | Former): Passed['reason'] | undefined {
  if (barred.has(before.staffId)) return 'lost-before';
  return ('absent' in before ? before.absent : null) ?? limit(before);
}

const goesBack = (customer: Waiting, to: Member | Former, strategy: Strategy): Decision =>
  'absent' in to
    ? {
        customerId: customer.id,
        staffId: to.staffId,
        departmentId: to.departmentId,
        round: 0,
        position: 0,
        weight: 0,
        perRound: 0,
        returning: true,
        skipped: [],
      }
    : decide(customer, to, strategy, { returning: true, skipped: [] });

function choose(
  customer: Waiting,
  members: readonly Member[],
  strategy: Strategy,
  skipped: { member: Member; reason: SkipReason }[],
): Member | undefined {
  let best: Member | undefined;
  for (const member of members) {
    const reason = limit(member) ?? mismatch(customer, member);
    if (reason) skipped.push({ member, reason });
    else if (!best || strategy.compare(member, best) < 0) best = member;
  }
  return best;
}

function limit(member: Member | Former): 'cap' | 'untouched' | undefined {
  if (member.maxOpen !== null && member.open >= member.maxOpen) return 'cap';
  if ('maxUntouched' in member && member.maxUntouched !== null && member.untouched >= member.maxUntouched) return 'untouched';
  return undefined;
}

function mismatch(customer: Waiting, { staffId, filters }: Member): SkipReason | undefined {
  if (customer.barred.has(staffId)) return 'lost-before';
  const wrong = (wanted: readonly string[] | undefined, value: string | null) =>
    !!wanted?.length && (value === null || !wanted.includes(value));
  if (wrong(filters.sources, customer.source) || wrong(filters.areas, customer.area) || wrong(filters.types, customer.type))
    return 'filter';
  if (filters.courseIds?.length && !filters.courseIds.some((c) => customer.courseIds.includes(c))) return 'filter';
  return undefined;
}

function decide(customer: Waiting, member: Member, { places }: Strategy, how: Pick<Decision, 'returning' | 'skipped'>): Decision {
  const { staffId, departmentId, round, weight } = member;
  const turn = places ? { position: member.used + 1, perRound: member[places] } : { position: member.open + 1, perRound: member.perRound };
  return { customerId: customer.id, staffId, departmentId, round, weight, ...turn, ...how };
}

function receive(member: Member | Former, strategy: Strategy, at: number): void {
  if ('absent' in member) {
    member.open += 1;
    return;
  }
  taken(member, strategy, at);
  member.untouched += 1;
}

/** Whoever is at a cap does not save up turns: he goes on with the slowest of those who still take part. */
export function keepUp(members: readonly Member[], strategy: Strategy): void {
  const held = members.filter((m) => limit(m));
  if (!held.length) return;
  const last = slowest(
    members.filter((m) => !limit(m)),
    strategy,
  );
  if (last) for (const m of held) strategy.catchUp(m, last);
}

/**
 * Who stands furthest back. A filter keeps a turn, so somebody who takes only some customers may have stayed far behind: he does not say
 * where the others are as long as anybody takes all, else newcomers and people back from leave would get a flood.
 */
export function slowest(members: readonly Member[], { compare }: Strategy): Member | undefined {
  const takesAll = members.filter(({ filters }) => !Object.values(filters).some((wanted) => wanted?.length));
  let last: Member | undefined;
  for (const member of takesAll.length ? takesAll : members) if (!last || compare(member, last) < 0) last = member;
  return last;
}
