import type { RosterEntry } from './assignment.entity.js';

export interface FairnessRow {
  staffId: number;
  staffName: string;
  received: number;
  /** What his share of the rounds would have given him, only while he took part. */
  expected: number;
  difference: number;
  /** Why he receives nothing at present; null while he takes part, undefined for somebody who has no quota any more. */
  out?: RosterEntry['out'];
}

export interface FairRun {
  assigned: number;
  roster: readonly RosterEntry[];
  /** What a round gave each: his number per round or his weight; null in an order without rounds. */
  places: 'perRound' | 'weight' | null;
  /** What such a run gave each: nobody has a share of it but what evened the loads. */
  given: ReadonlyMap<number, number>;
}

/**
 * What each person received beside his share: every run's customers divided by the numbers per round, or weights, of those who took part in it.
 * Absence earns no share, so that nobody is owed for his leave. `now`: everybody with a quota, whom the answer names with the reason if he takes no part.
 */
export async function fairness(
  received: readonly { staffId: number; staffName: string; n: number }[],
  runs: AsyncIterable<FairRun> | Iterable<FairRun>,
  now: readonly Pick<RosterEntry, 'staffId' | 'name' | 'out'>[] = [],
): Promise<FairnessRow[]> {
  const expected = new Map<number, { name: string; share: number }>();
  for await (const { assigned, roster, places, given } of runs) {
    const present = roster.filter((r) => r.out === null);
    const all = places ? present.reduce((sum, r) => sum + r[places], 0) : 0;
    for (const r of places ? present : roster) {
      const known = expected.get(r.staffId) ?? { name: r.name, share: 0 };
      known.share += places ? (assigned * r[places]) / all : (given.get(r.staffId) ?? 0);
      expected.set(r.staffId, known);
    }
  }
  const got = new Map(received.map((r) => [r.staffId, r]));
  const present = new Map(now.map((r) => [r.staffId, r]));
  const people = [...new Set([...got.keys(), ...expected.keys(), ...present.keys()])].sort((a, b) => a - b);
  return people.map((staffId) => {
    const n = got.get(staffId)?.n ?? 0;
    const share = Math.round((expected.get(staffId)?.share ?? 0) * 100) / 100;
    return {
      staffId,
      staffName: got.get(staffId)?.staffName ?? expected.get(staffId)?.name ?? present.get(staffId)!.name,
      received: n,
      expected: share,
      difference: Math.round((n - share) * 100) / 100,
      ...(present.has(staffId) ? { out: present.get(staffId)!.out } : {}),
    };
  });
}
