import { Injectable } from '@nestjs/common';
import { BusinessTime, type Day } from '../../../platform/context/business-time.js';
import { HolderCaps } from '../../customers/ownership/holder-caps.service.js';
import { OwnershipPeople } from '../../customers/ownership/ownership-people.service.js';
import { QuotaReferences } from '../quota/quota-references.js';
import { quotaErrors } from '../quota/quota.errors.js';
import type { QuotaDraft } from '../quota/quota.dto.js';
import { movedAlong, type Roster, type RosterPerson, toRoster } from './roster.js';
import { RosterRepository, type RosterRow } from './roster.repository.js';
import type { Strategy } from '../strategies/candidate.js';

/** Who can take customers now. */
@Injectable()
export class RosterService {
  constructor(
    private readonly rosters: RosterRepository,
    private readonly caps: HolderCaps,
    private readonly people: OwnershipPeople,
    private readonly references: QuotaReferences,
    private readonly time: BusinessTime,
  ) {}

  /** The one hand on the rotation until the transaction ends, in all processes. */
  async lockRotation(): Promise<void> {
    await this.rosters.lockRotation();
  }

  /**
   * `lastOwnerIds`: of the customers that wait, to whom they go back with or without a quota. With `lock` nobody raises these people's loads, or
   * leaves, until the transaction ends: who can take customers now still can when it is written.
   */
  async present(at: number, lastOwnerIds: readonly number[], strategy: Strategy, options: { lock: boolean }): Promise<Roster> {
    const today = this.time.dayOf(at);
    const rows = await this.rosters.rows(today, { also: lastOwnerIds });
    if (!options.lock) return this.roster(rows, today, strategy);
    const ids = rows.map((r) => r.staffId);
    const people = await this.people.held(ids);
    const loads = await this.rosters.lockLoads(ids);
    return this.roster(
      rows.map((r) => ({ ...r, staffActive: Number(people.get(r.staffId)?.active ?? 0), openCount: loads.get(r.staffId) ?? 0 })),
      today,
      strategy,
    );
  }

  /** As it would be with these quotas, which nobody has saved yet. @throws input.invalid (400) for filters by what is not there, quota.staff-unknown (404) for people who are not there. */
  async imagined(at: number, lastOwnerIds: readonly number[], strategy: Strategy, drafts: readonly QuotaDraft[]): Promise<Roster> {
    await this.references.demandOfDrafts(drafts);
    const today = this.time.dayOf(at);
    const byId = new Map(drafts.map((d) => [d.staffId, d]));
    const known = await this.rosters.rows(today, { also: lastOwnerIds, drafted: [...byId.keys()] });
    if (drafts.some((d) => !known.some((row) => row.staffId === d.staffId))) throw quotaErrors['quota.staff-unknown']();
    const rows = known.map((row) => {
      const draft = byId.get(row.staffId);
      return draft ? withDraft(row, draft) : row;
    });
    const caps = await this.capsOf(rows);
    for (const row of rows) {
      const draft = byId.get(row.staffId);
      if (!draft) continue;
      // the cap of the saved quota gives way to the draft's; those of claim rules hold
      const rule = (await this.caps.limitsOf({ id: row.staffId, path: row.path })).maxOpen?.maxOpen ?? null;
      const own = draft.maxOpen ?? null;
      const cap = rule === null ? own : own === null ? rule : Math.min(rule, own);
      if (cap === null) caps.delete(row.staffId);
      else caps.set(row.staffId, cap);
    }
    return this.roster(rows, today, strategy, caps);
  }

  /** Stores where everybody stands now; those who were away go on with the others. */
  async keep(roster: Roster, strategy: Strategy): Promise<void> {
    await this.rosters.saveTurns([...roster.members, ...movedAlong(roster, strategy)]);
  }

  private async roster(rows: readonly RosterRow[], today: Day, strategy: Strategy, caps?: ReadonlyMap<number, number>): Promise<Roster> {
    const holders = await this.people.holders(rows.map((r) => r.staffId));
    const people: RosterPerson[] = [];
    for (const row of rows) {
      const { maxOpen: rule } = await this.caps.limitsOf({ id: row.staffId, path: row.path });
      people.push({ ...row, mayHold: holders.has(row.staffId), rule });
    }
    return toRoster(people, today, caps ?? (await this.capsOf(rows)), strategy);
  }

  private capsOf(rows: readonly RosterRow[]): Promise<Map<number, number>> {
    return this.caps.capsOf(rows.map((r) => ({ id: r.staffId, path: r.path })));
  }
}

const withDraft = (row: RosterRow, draft: QuotaDraft): RosterRow => ({
  ...row,
  quotaActive: draft.active === false ? 0 : 1,
  weight: draft.weight,
  perRound: draft.perRound,
  maxUntouched: draft.maxUntouched ?? null,
  activeFrom: draft.activeFrom ?? null,
  activeTo: draft.activeTo ?? null,
  filters: draft.filters ? JSON.stringify(draft.filters) : null,
});
