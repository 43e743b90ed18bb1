import { Injectable } from '@nestjs/common';
import type { AppAbility } from '../../../platform/permissions/ability.js';
import { DirectoryRepository, type DepartmentCard, type StaffCard } from './directory.repository.js';
import { StaffNames } from './staff-names.js';
import { StaffPrincipals } from './staff-principals.js';

export type { DepartmentCard, StaffCard } from './directory.repository.js';

/** What other modules ask about staff. Without scope: it answers modules, not people. */
@Injectable()
export class StaffDirectory {
  constructor(
    private readonly repository: DirectoryRepository,
    private readonly principals: StaffPrincipals,
    private readonly names: StaffNames,
  ) {}

  /** Inactive colleagues too. */
  async get(id: number): Promise<StaffCard | null> {
    return (await this.many([id])).get(id) ?? null;
  }

  async many(ids: readonly number[]): Promise<Map<number, StaffCard>> {
    return new Map((await this.repository.staff(ids)).map((s) => [s.id, s]));
  }

  async nameOf(id: number): Promise<string | null> {
    return (await this.get(id))?.name ?? null;
  }

  /** At least the names of these, for lists that name many again and again; as they are called now, or were half a second ago. */
  namesOf(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    return this.names.of(ids);
  }

  /** What an active colleague may do; null when he is not active. */
  async abilityOf(id: number): Promise<AppAbility | null> {
    return (await this.principals.load(id))?.ability ?? null;
  }

  /** What each of these active colleagues may do; the others are absent. */
  async abilitiesOf(ids: readonly number[]): Promise<Map<number, AppAbility>> {
    return new Map([...(await this.principals.loadMany(ids))].map(([id, { ability }]) => [id, ability]));
  }

  /** The active colleagues who may do this, by whatever role: what a role is called decides nothing. */
  async whoMay(action: string, subject: string): Promise<number[]> {
    const abilities = await this.abilitiesOf(await this.repository.givenTo(action, subject));
    return [...abilities].filter(([, ability]) => ability.can(action, subject)).map(([id]) => id);
  }

  department(id: number): Promise<DepartmentCard | null> {
    return this.repository.department(id);
  }

  departments(): Promise<DepartmentCard[]> {
    return this.repository.departments();
  }
}
