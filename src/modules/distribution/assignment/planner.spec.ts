import fc from 'fast-check';
import type { Member, Waiting } from './plan.js';
import { plan } from './planner.js';
import { blocks } from '../strategies/blocks.js';
import { interleaved } from '../strategies/interleaved.js';
import { leastOpen } from '../strategies/least-open.js';
import { smoothWeighted } from '../strategies/smooth-weighted.js';

const member = (staffId: number, weight: number, perRound: number, more: Partial<Member> = {}): Member => ({
  staffId,
  name: String.fromCharCode(64 + staffId),
  weight,
  perRound,
  round: 1,
  used: 0,
  open: 0,
  untouched: 0,
  lastReceivedAt: 0,
  departmentId: 1,
  filters: {},
  maxOpen: null,
  maxUntouched: null,
  ...more,
});
const customers = (n: number, more: Partial<Waiting> = {}): Waiting[] =>
  Array.from({ length: n }, (_, i) => ({
    id: i + 1,
    source: null,
    area: null,
    type: 'person',
    courseIds: [],
    lastOwnerId: null,
    barred: new Set<number>(),
    ...more,
  }));
const line = (members: Member[], n: number, strategy = interleaved) => {
  const names = new Map(members.map((m) => [m.staffId, m.name]));
  return plan(customers(n), members, strategy, 0)
    .decisions.map((d) => names.get(d.staffId))
    .join(' ');
};
const team = () => [member(1, 5, 3), member(2, 4, 1), member(3, 3, 2)];

describe('the order of distribution', () => {
  it('REQ-E2 weights 5/4/3 with 3/1/2 per round give A B C A C A, then the next round', () => {
    expect(line(team(), 12)).toBe('A B C A C A A B C A C A');
  });
  it('REQ-E2 in blocks each gets his whole quota before the next', () => {
    expect(line(team(), 12, blocks)).toBe('A A A B C C A A A B C C');
  });
  it('REQ-E4 a round that was interrupted goes on where it stood', () => {
    const members = team();
    expect(`${line(members, 4)} | ${line(members, 5)}`).toBe('A B C A | C A A B C');
  });
  it('REQ-E1 100 customers over 5/3/2 are exactly 50/30/20', () => {
    const { decisions } = plan(customers(100), [member(1, 3, 5), member(2, 2, 3), member(3, 1, 2)], interleaved, 0);
    expect([1, 2, 3].map((id) => decisions.filter((d) => d.staffId === id).length)).toEqual([50, 30, 20]);
  });
  it('REQ-E1 any batches over any quotas give everybody exactly his quota in each full round', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ weight: fc.integer({ min: 1, max: 9 }), perRound: fc.integer({ min: 1, max: 6 }) }), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 10 }),
        fc.constantFrom(interleaved, blocks, smoothWeighted),
        (quotas, batches, strategy) => {
          const members = quotas.map((q, i) => member(i + 1, q.weight, q.perRound));
          const got = new Map<number, number>();
          for (const n of batches)
            for (const d of plan(customers(n), members, strategy, 0).decisions) got.set(d.staffId, (got.get(d.staffId) ?? 0) + 1);
          const round = Math.min(...members.map((m) => m.round)) - 1;
          return members.every((m) => {
            const n = got.get(m.staffId) ?? 0;
            const places = m[strategy.places!];
            return n >= round * places && n <= (round + 1) * places;
          });
        },
      ),
    );
  });
});

describe('weights as shares', () => {
  const shares = (...weights: number[]) => weights.map((weight, i) => member(i + 1, weight, 1));
  it('REQ-E2 spreads 5/3/2 evenly, whatever the numbers per round are', () => {
    expect(line(shares(5, 3, 2), 10, smoothWeighted)).toBe('A B C A A B A C B A');
  });
  it('REQ-E1 nobody is ever more than one customer away from his share', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 2 }),
        fc.integer({ min: 1, max: 300 }),
        (weights, n) => {
          const members = shares(...weights);
          const { decisions } = plan(customers(n), members, smoothWeighted, 0);
          const all = weights.reduce((a, b) => a + b, 0);
          return members.every(
            ({ staffId, weight }) => Math.abs(decisions.filter((d) => d.staffId === staffId).length - (n * weight) / all) <= 1,
          );
        },
      ),
    );
  });
  it('whoever comes back from a cap gets no flood: he goes on where the others are in the round', () => {
    const [capped, other] = [member(1, 10, 1, { maxOpen: 0 }), member(2, 10, 1)];
    plan(customers(27), [capped, other], smoothWeighted, 0);
    expect(line([{ ...capped, maxOpen: null }, other], 6, smoothWeighted)).toBe('A B A B A B');
  });
  it('somebody who is ahead of the slowest does not fall back', () => {
    const [ahead, slow] = [member(1, 4, 1, { round: 3, used: 2, maxOpen: 0 }), member(2, 4, 1, { round: 3, used: 1 })];
    plan(customers(1), [ahead, slow], smoothWeighted, 0);
    expect(ahead).toMatchObject({ round: 3, used: 2 });
  });
});

describe('the fewest open', () => {
  it('REQ-E2 goes to whoever holds the fewest, and of several to who has waited longest; rounds rest', () => {
    const members = [
      member(1, 9, 9, { open: 2, lastReceivedAt: 5 }),
      member(2, 1, 1, { open: 1, lastReceivedAt: 9 }),
      member(3, 1, 1, { open: 1, lastReceivedAt: 7 }),
    ];
    const { decisions } = plan(customers(4), members, leastOpen, 20);
    expect(decisions.map((d) => [d.staffId, d.position])).toEqual([
      [3, 2],
      [2, 2],
      [1, 3],
      [2, 3],
    ]);
    expect(members.map((m) => [m.round, m.used])).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
    ]);
  });
});

describe('who is passed over', () => {
  it('a full cap is passed over with its reason, and saves up no turns', () => {
    const a = member(1, 5, 1, { maxOpen: 1 });
    const b = member(2, 4, 1);
    const { decisions } = plan(customers(4), [a, b], interleaved, 0);
    expect(decisions.map((d) => d.staffId)).toEqual([1, 2, 2, 2]);
    expect(decisions[2]!.skipped).toEqual([{ staffId: 1, reason: 'cap' }]);
    a.open = 0; // back from the cap: no flood
    expect(plan(customers(2), [a, b], interleaved, 0).decisions.map((d) => d.staffId)).toEqual([1, 2]);
  });
  it('a filter that does not match keeps his turn', () => {
    const a = member(1, 5, 1, { filters: { sources: ['baidu'] } });
    const b = member(2, 4, 1);
    const waiting = customers(3).map((c, i) => ({ ...c, source: i === 2 ? 'baidu' : 'qq' }));
    expect(plan(waiting, [a, b], interleaved, 0).decisions.map((d) => [d.staffId, d.skipped])).toEqual([
      [2, [{ staffId: 1, reason: 'filter' }]],
      [2, [{ staffId: 1, reason: 'filter' }]],
      [1, []],
    ]);
  });
  it('somebody who takes only a few customers holds nobody back: who was at a cap goes on with the others', () => {
    const [few, capped, all] = [member(1, 5, 1, { filters: { sources: ['baidu'] } }), member(2, 4, 1, { maxOpen: 1 }), member(3, 3, 1)];
    plan(customers(9, { source: 'qq' }), [few!, capped!, all!], interleaved, 0);
    const freed = { ...capped!, maxOpen: null };
    const { decisions } = plan(customers(4, { source: 'qq' }), [few!, freed, all!], interleaved, 0);
    expect(decisions.map((d) => d.staffId)).toEqual([2, 3, 2, 3]);
  });
  it('REQ-E8 whoever lost the customer before does not get him again', () => {
    const { decisions, refusals } = plan(customers(1, { barred: new Set([1]) }), [member(1, 5, 1)], interleaved, 0);
    expect(decisions).toEqual([]);
    expect(refusals).toEqual([{ customerId: 1, reason: 'lost-before', reasons: ['lost-before'] }]);
  });
  it('REQ-E12 whom nobody can take has every reason, and every person his own with how many', () => {
    const full = { ...member(1, 5, 1), maxOpen: 0 };
    const picky = { ...member(2, 4, 1), filters: { types: ['company'] } };
    const { refusals, obstacles } = plan([...customers(1), ...customers(1, { barred: new Set([2]) })], [full, picky], interleaved, 0);
    expect(refusals.map(({ reasons }) => reasons)).toEqual([
      ['cap', 'filter'],
      ['cap', 'lost-before'],
    ]);
    expect([...obstacles]).toEqual([
      [1, { cap: 2 }],
      [2, { filter: 1, 'lost-before': 1 }],
    ]);
  });
  it('REQ-E12 with nobody there the customer stays pending, with the reason', () => {
    expect(plan(customers(1), [], interleaved, 0).refusals).toEqual([{ customerId: 1, reason: 'nobody', reasons: ['nobody'] }]);
  });
  it('a customer who was here before goes back to his last owner, and counts as used', () => {
    const members = team();
    const waiting = customers(3).map((c, i) => (i === 0 ? { ...c, lastOwnerId: 3 } : c));
    expect(plan(waiting, members, interleaved, 0).decisions.map((d) => [d.staffId, d.returning])).toEqual([
      [3, true],
      [1, false],
      [2, false],
    ]);
    expect(members[2]!.used).toBe(1);
  });
  it('a person at his untouched limit waits until he has followed up', () => {
    const a = member(1, 5, 9, { maxUntouched: 2 });
    const { decisions, refusals } = plan(customers(3), [a], interleaved, 0);
    expect(decisions).toHaveLength(2);
    expect(refusals[0]!.reason).toBe('untouched');
  });
});
