import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { FreshCache } from '../../../platform/settings/fresh-cache.js';
import { Declarations } from '../../../platform/registry/declarations.js';
import { ClaimRuleRepository, type ClaimTerms } from '../deadlines/claim-rule.repository.js';
import { HoldingCaps } from '../deadlines/deadline.port.js';
import { departmentsOf } from '../deadlines/deadline-rule-choice.js';

/** The limits on one person: the smallest of all rules that match him. `null`: no limit. */
export interface Limits {
  readonly claimsPerDay: ClaimTerms | null;
  readonly secondsBetween: ClaimTerms | null;
  readonly maxOpen: ClaimTerms | null;
}
type LimitName = keyof Limits;

export interface LimitedPerson {
  readonly id: number;
  readonly path: string | null;
}

/** Claim rules and caps. A department's rule holds for those below it too. */
@Injectable()
export class HolderCaps implements OnApplicationBootstrap {
  private readonly rules = new FreshCache(() => this.repository.active());
  private ports: HoldingCaps[] = [];

  constructor(
    private readonly repository: ClaimRuleRepository,
    private readonly declarations: Declarations,
  ) {}

  onApplicationBootstrap(): void {
    this.ports = this.declarations.implementationsOf(HoldingCaps);
  }

  async limitsOf(person: LimitedPerson): Promise<Limits> {
    const rules = await this.rules.get();
    return {
      claimsPerDay: strictest(rules, person, 'claimsPerDay', Math.min),
      secondsBetween: strictest(rules, person, 'secondsBetween', Math.max),
      maxOpen: strictest(rules, person, 'maxOpen', Math.min),
    };
  }

  /** The cap on open customers of each person; those without one are absent (spec 06, Caps). */
  async capsOf(people: readonly LimitedPerson[]): Promise<Map<number, number>> {
    const rules = await this.rules.get();
    const caps = new Map<number, number>();
    const lower = (id: number, cap: number) => caps.set(id, Math.min(cap, caps.get(id) ?? cap));
    for (const person of people) {
      const rule = strictest(rules, person, 'maxOpen', Math.min);
      if (rule) lower(person.id, rule.maxOpen!);
    }
    for (const port of this.ports) for (const [id, cap] of await port.of(people.map((p) => p.id))) lower(id, cap);
    return caps;
  }

  /** After a change of a claim rule. */
  changed(): void {
    this.rules.drop();
  }
}

/** Of the matching rules the one that limits most: the smallest number, for the time between claims the longest. */
function strictest(
  rules: readonly ClaimTerms[],
  person: LimitedPerson,
  limit: LimitName,
  pick: (a: number, b: number) => number,
): ClaimTerms | null {
  const departments = departmentsOf(person.path);
  let found: ClaimTerms | null = null;
  for (const rule of rules) {
    const value = rule[limit];
    if (value === null || (rule.departmentId !== null && !departments.includes(rule.departmentId))) continue;
    if (!found || pick(value, found[limit]!) !== found[limit]) found = rule;
  }
  return found;
}
