import { Injectable } from '@nestjs/common';
import { Context } from '../../../platform/context/context.js';
import { nameList } from '../../../platform/notifications/name-list.js';
import type { Grant } from '../permissions/granted-rule.js';
import { SubjectCatalogue } from '../permissions/subject-catalogue.js';
import { RightsRepository } from '../rights/rights.repository.js';
import type { RoleGrants } from '../roles/role.dto.js';
import { StaffQueries } from '../staff/staff-queries.repository.js';
import { type ChangedRight, changeOf, heldRight } from './held-rights.js';
import { RoleProposals } from './role-proposals.service.js';
import { SeenRows } from './seen-rows.service.js';
import type { Touched } from './touched.js';

interface Found extends ChangedRight {
  readonly subject: string;
  readonly action: string;
  readonly people: string[];
}

/** What a change of a role would make visible to whom, before it is saved (REQ-B5, B8, B9): what other roles give them anyway is no news. */
@Injectable()
export class RolePreviews {
  constructor(
    private readonly proposals: RoleProposals,
    private readonly rights: RightsRepository,
    private readonly catalogue: SubjectCatalogue,
    private readonly staff: StaffQueries,
    private readonly seen: SeenRows,
    private readonly context: Context,
  ) {}

  /** Names those colleagues alone whom the caller sees; the others are counted. @throws as `RoleProposals.of` */
  async of(id: number, change: RoleGrants) {
    const { role, before, after } = await this.proposals.of(id, change);
    const { seen, others, keys } = role.active ? await this.staff.holdersOf(id) : { seen: new Map<number, string>(), others: 0, keys: 0 };
    const touched = await this.touched(seen, { roleId: id, before, after });
    return {
      people: nameList(touched.map(({ name }) => name)),
      others,
      keys,
      active: role.active,
      rights: this.changes(touched).map((found) => this.told(found)),
      ...(await this.seen.of(touched)),
    };
  }

  private async touched(
    names: ReadonlyMap<number, string>,
    { roleId, before, after }: { roleId: number; before: readonly Grant[]; after: readonly Grant[] },
  ): Promise<Touched[]> {
    const holders = await this.rights.holders([...names.keys()]);
    const others = [...new Set(holders.flatMap(({ roles }) => roles.map((r) => r.id)))].filter((one) => one !== roleId);
    const grants = await this.rights.grantsOf(others);
    return holders.map((holder) => {
      const his = new Set(holder.roles.map((r) => r.id));
      const rest = grants.filter((grant) => his.has(grant.roleId));
      return { name: names.get(holder.id)!, holder, before: [...rest, ...before], after: [...rest, ...after] };
    });
  }

  /** People who have the same roles share what becomes of them. */
  private changes(touched: readonly Touched[]): Found[] {
    const byRoles = new Map<string, Touched[]>();
    for (const one of touched) {
      const key = one.holder.roles.map((r) => r.id).join();
      byRoles.set(key, [...(byRoles.get(key) ?? []), one]);
    }
    const found = new Map<string, Found>();
    for (const alike of byRoles.values())
      for (const [subject, action, change] of this.changesOf(alike[0]!)) {
        const key = JSON.stringify([subject, action, change]);
        const one = found.get(key) ?? { subject, action, ...change, people: [] };
        found.set(key, one);
        one.people.push(...alike.map(({ name }) => name));
      }
    return [...found.values()];
  }

  private changesOf({ before, after }: Touched): [string, string, ChangedRight][] {
    return this.catalogue
      .sets()
      .flatMap((set) => set.subjects)
      .flatMap(({ subject, actions, fields = {} }) =>
        Object.keys(actions).flatMap((action): [string, string, ChangedRight][] => {
          const change = changeOf(
            heldRight(before, action, subject, this.catalogue),
            heldRight(after, action, subject, this.catalogue),
            Object.keys(fields),
          );
          return change ? [[subject, action, change]] : [];
        }),
      );
  }

  private told({ people, fieldsGained, fieldsLost, ...found }: Found) {
    const { language } = this.context;
    const labels = this.catalogue.subject(found.subject)?.fields ?? {};
    const named = (fields: readonly string[]) => fields.map((field) => ({ name: field, label: labels[field]?.[language] ?? field }));
    return {
      ...found,
      label: this.catalogue.nameOf(found.action, found.subject, language),
      fieldsGained: named(fieldsGained),
      fieldsLost: named(fieldsLost),
      people: nameList(people),
    };
  }
}
