import { Injectable } from '@nestjs/common';
import { BusinessTime, type Day } from '../../../platform/context/business-time.js';
import { Clock, iso, SECOND } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { HolderCaps } from '../../customers/ownership/holder-caps.service.js';
import { OwnershipPeople, type Person } from '../../customers/ownership/ownership-people.service.js';
import { ClaimRepository } from './claim.repository.js';
import { poolErrors, poolWords } from './pool.errors.js';

/** How much one person may claim and hold; every refusal names its rule and when it opens. */
@Injectable()
export class ClaimLimits {
  constructor(
    private readonly people: OwnershipPeople,
    private readonly caps: HolderCaps,
    private readonly claims: ClaimRepository,
    private readonly context: Context,
    private readonly time: BusinessTime,
    private readonly clock: Clock,
  ) {}

  /** Call before the transaction of a claim. @returns the day that it will be counted for. */
  async openDay(staffId: number): Promise<Day> {
    const today = this.time.dayOf(this.clock.now());
    await this.claims.open(staffId, today);
    return today;
  }

  /** Counts this claim against its day. `sameMoment`: it belongs to a bulk claim that has begun, the time between two has been asked for. @throws pool.daily-limit, pool.too-soon. */
  async countClaim(staffId: number, today: Day, { sameMoment }: { sameMoment: boolean }): Promise<Person> {
    const person = await this.people.get(staffId);
    const now = this.clock.now();
    const limits = await this.caps.limitsOf(person);
    const perDay = limits.claimsPerDay?.claimsPerDay ?? null;
    const secondsBetween = sameMoment ? null : (limits.secondsBetween?.secondsBetween ?? null);
    if (await this.claims.count(staffId, today, now, { perDay, secondsBetween })) return person;
    const made = await this.claims.standing(staffId, today);
    if (perDay !== null && (made?.claims ?? 0) >= perDay) {
      const opens = this.time.startOf(this.time.addDays(today, 1));
      throw poolErrors['pool.daily-limit'](
        { rule: limits.claimsPerDay!.name, limit: perDay, opens: this.time.format(opens) },
        { extra: { opensAt: iso(opens), limit: perDay } },
      );
    }
    const opens = (made?.lastClaimAt ?? now) + (secondsBetween ?? 0) * SECOND;
    throw poolErrors['pool.too-soon'](
      { rule: limits.secondsBetween?.name, limit: secondsBetween, opens: this.time.format(opens, 'yyyy-LL-dd HH:mm:ss') },
      { extra: { opensAt: iso(opens), limit: secondsBetween } },
    );
  }

  /** `pool.holding-limit`, naming the cap that was met. @throws customer.assignee-inactive (409): it was no cap, he has left meanwhile. */
  async holdingLimit(person: Person, own = true): Promise<DomainError> {
    await this.people.demandActive(person.id);
    const { language } = this.context;
    const limit = (await this.caps.capsOf([person])).get(person.id) ?? null;
    const rule = (await this.caps.limitsOf(person)).maxOpen;
    const name = rule && rule.maxOpen === limit ? rule.name : poolWords.cap[language];
    return poolErrors['pool.holding-limit'](
      { who: own ? poolWords.you[language] : person.name, limit, rule: name },
      { extra: { limit, opensAt: null } },
    );
  }
}
