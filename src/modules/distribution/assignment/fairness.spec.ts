import { fairness } from './fairness.js';
import { roundLine } from './round-line.js';
import type { Member } from './plan.js';
import { interleaved } from '../strategies/interleaved.js';

const byNumbers = { places: 'perRound', given: new Map<number, number>() } as const;
const entry = (staffId: number, perRound: number, out: 'on-leave' | null = null) => ({
  staffId,
  name: `P${staffId}`,
  weight: 1,
  perRound,
  round: 1,
  used: 0,
  open: 0,
  maxOpen: null,
  out,
});

describe('fairness', () => {
  it('REQ-E1 compares what each received with his share of the rounds he took part in', async () => {
    const rows = await fairness(
      [
        { staffId: 1, staffName: 'P1', n: 60 },
        { staffId: 2, staffName: 'P2', n: 40 },
      ],
      [
        { ...byNumbers, assigned: 50, roster: [entry(1, 3), entry(2, 2)] },
        { ...byNumbers, assigned: 50, roster: [entry(1, 3), entry(2, 2)] },
      ],
    );
    expect(rows).toEqual([
      { staffId: 1, staffName: 'P1', received: 60, expected: 60, difference: 0 },
      { staffId: 2, staffName: 'P2', received: 40, expected: 40, difference: 0 },
    ]);
  });
  it('leave earns no share', async () => {
    const rows = await fairness(
      [{ staffId: 1, staffName: 'P1', n: 10 }],
      [{ ...byNumbers, assigned: 10, roster: [entry(1, 1), entry(2, 1, 'on-leave')] }],
    );
    expect(rows).toEqual([{ staffId: 1, staffName: 'P1', received: 10, expected: 10, difference: 0 }]);
  });
  it('REQ-E1 shares are weights where the order goes by weights, and what evened the loads where it goes by those', async () => {
    const received = [
      { staffId: 1, staffName: 'P1', n: 40 },
      { staffId: 2, staffName: 'P2', n: 30 },
    ];
    const roster = [{ ...entry(1, 9), weight: 3 }, entry(2, 9)];
    const given = new Map([
      [1, 5],
      [2, 25],
    ]);
    const rows = await fairness(received, [
      { places: 'weight', given: new Map(), assigned: 40, roster },
      { places: null, given, assigned: 30, roster },
    ]);
    expect(rows.map((r) => [r.expected, r.difference])).toEqual([
      [35, 5],
      [35, -5],
    ]);
  });
});

describe('the round drawn', () => {
  const member = (staffId: number, name: string, weight: number, perRound: number, round: number, used: number): Member => ({
    staffId,
    name,
    weight,
    perRound,
    round,
    used,
    open: 0,
    untouched: 0,
    lastReceivedAt: 0,
    departmentId: 1,
    filters: {},
    maxOpen: null,
    maxUntouched: null,
  });
  it('REQ-E3 shows who of the round has been served and who comes next', () => {
    const { round, line } = roundLine([member(1, 'A', 5, 3, 4, 1), member(2, 'B', 4, 1, 5, 0), member(3, 'C', 3, 2, 4, 0)], interleaved);
    expect(round).toBe(4);
    expect(line.map((p) => (p.served ? p.name.toLowerCase() : p.name)).join('')).toBe('abCACA');
  });
});
