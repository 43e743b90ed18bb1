import { Injectable } from '@nestjs/common';
import { nameList } from '../../../platform/notifications/name-list.js';
import { type AppAbility, abilityOf } from '../../../platform/permissions/ability.js';
import { Declarations } from '../../../platform/registry/declarations.js';
import { Context } from '../../../platform/context/context.js';
import { type Grant, ruleOf } from '../permissions/granted-rule.js';
import { SubjectCatalogue } from '../permissions/subject-catalogue.js';
import type { RightsHolder } from '../rights/rights.repository.js';
import type { Touched } from './touched.js';
import { VisibleRows } from './visible-rows.port.js';

/** Milliseconds for all counts together: somebody waits for them. */
const PATIENCE = 3000;
const GROUPS_AT_MOST = 50;

interface Group {
  readonly names: string[];
  readonly before: AppAbility;
  readonly after: AppAbility;
}

/** How many rows people would see: counted once for all who reach the same. */
@Injectable()
export class SeenRows {
  constructor(
    private readonly declarations: Declarations,
    private readonly catalogue: SubjectCatalogue,
    private readonly context: Context,
  ) {}

  /** Only of those for whom it changes. `complete`: false where time ran out before everybody was counted; what is there is exact. */
  async of(touched: readonly Touched[]) {
    const until = performance.now() + PATIENCE;
    const rows: { subject: string; label: string; people: ReturnType<typeof nameList>; before: number; after: number }[] = [];
    let complete = true;
    for (const source of this.declarations.implementationsOf(VisibleRows)) {
      const counted = new Map<string, number>();
      const count = async (ability: AppAbility) => {
        const reach = source.reachOf(ability);
        if (!counted.has(reach)) counted.set(reach, await source.count(ability));
        return counted.get(reach)!;
      };
      const groups = this.groups(touched, source);
      for (const [i, { names, before, after }] of groups.entries()) {
        complete = i < GROUPS_AT_MOST && performance.now() < until;
        if (!complete) break;
        const label = this.catalogue.subject(source.subject)?.label[this.context.language] ?? source.subject;
        rows.push({ subject: source.subject, label, people: nameList(names), before: await count(before), after: await count(after) });
      }
    }
    return { rows, complete };
  }

  /** Those who reach the same now and would then; the largest first. */
  private groups(touched: readonly Touched[], source: VisibleRows): Group[] {
    const groups = new Map<string, Group>();
    for (const { name, holder, before, after } of touched) {
      const [now, then] = [this.abilityOf(before, holder), this.abilityOf(after, holder)];
      const [from, to] = [source.reachOf(now), source.reachOf(then)];
      if (from === to) continue;
      const key = JSON.stringify([from, to]);
      const group = groups.get(key) ?? { names: [], before: now, after: then };
      groups.set(key, group);
      group.names.push(name);
    }
    return [...groups.values()].sort((a, b) => b.names.length - a.names.length);
  }

  private abilityOf(grants: readonly Grant[], holder: RightsHolder): AppAbility {
    return abilityOf(grants.flatMap((grant) => ruleOf(grant, this.catalogue, holder) ?? []));
  }
}
