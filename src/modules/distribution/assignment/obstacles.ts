import type { RosterEntry } from './assignment.entity.js';
import type { Plan, SkipReason } from './plan.js';
import type { Roster } from './roster.js';

export type ObstacleReason = SkipReason | Exclude<RosterEntry['out'], null>;

/** Why one person could not take how many of the customers whom nobody could take. */
export interface Obstacle {
  readonly staffId: number;
  readonly staffName: string;
  readonly reasons: Readonly<Partial<Record<ObstacleReason, number>>>;
}

/** Person by person, over all batches of a run: who takes no part stands in nobody's way by a cap or a filter. */
export class Obstacles {
  private readonly people = new Map<number, { staffName: string; reasons: Partial<Record<ObstacleReason, number>> }>();

  add({ refusals, obstacles }: Plan, { entries, members }: Roster): this {
    if (!refusals.length) return this;
    const present = new Set(members.map((m) => m.staffId));
    for (const { staffId, name, out } of entries) {
      const his = this.people.get(staffId) ?? { staffName: name, reasons: {} };
      this.people.set(staffId, his);
      const reasons = present.has(staffId) || !out ? (obstacles.get(staffId) ?? {}) : { [out]: refusals.length };
      for (const [reason, n] of Object.entries(reasons)) {
        const key = reason as ObstacleReason;
        his.reasons[key] = (his.reasons[key] ?? 0) + Number(n);
      }
    }
    return this;
  }

  list(): Obstacle[] {
    return [...this.people].map(([staffId, one]) => ({ staffId, ...one }));
  }
}
