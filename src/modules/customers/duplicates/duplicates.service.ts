import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Clock, SECOND } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { uniqueViolation } from '../../../platform/database/database-errors.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { Notifications } from '../../../platform/notifications/notifications.js';
import { DuplicateRepository, type Namesake } from './duplicate.repository.js';
import { keyOfIndex, KEYS, type KeyValues } from '../customer-keys.js';
import type { DuplicateQuery } from '../customer.dto.js';
import { customerErrors } from '../customers.errors.js';
import { customerMet } from '../customers.messages.js';
import { DuplicateView } from './duplicate-view.js';

/** Whoever meets more customers than this in a day is fishing, and no longer hears whose they are. */
const TOLD_A_DAY = 50;

/** Being refused tells who exists as looking does, so that it ends at the same number (`GET /customers/duplicates`). */
export const LOOKS = { uses: 60, seconds: 3600 };

/** One customer once (REQ-D20): the unique indexes decide; who meets a colleague's customer hears who has him, not his data. */
@Injectable()
export class DuplicatesService {
  constructor(
    private readonly repository: DuplicateRepository,
    private readonly view: DuplicateView,
    private readonly notifications: Notifications,
    private readonly audit: Audit,
    private readonly context: Context,
    private readonly clock: Clock,
  ) {}

  /** Before the form is filled in; every look-up is logged, its route limited: existence is information too. */
  @Transactional()
  async look({ name, ...keys }: DuplicateQuery) {
    const found = await this.repository.having(keys);
    const detail = { fields: Object.entries(keys).flatMap(([field, value]) => (value ? [field] : [])), found: found.length };
    if (detail.fields.length)
      await this.audit.record({ subject: 'Customer', subjectId: found[0]?.id ?? 'duplicates', action: 'duplicate-lookup', detail });
    return { duplicates: found.map((one) => this.view.of(one)), companiesOfThatName: name ? await this.repository.companies(name) : 0 };
  }

  /** Before keys are written. @throws too-many (429) for whoever has met as many customers within the hour as he may look for. */
  async demandRoom(keys: KeyValues): Promise<void> {
    const { kind, id } = this.context.actor;
    if (kind !== 'staff' || !KEYS.some((key) => keys[key])) return;
    const now = this.clock.now();
    const since = now - LOOKS.seconds * SECOND;
    const met = await this.repository.metSince(id, [...new Set([this.view.today(since), this.view.today(now)])], since);
    if (met.length < LOOKS.uses) return;
    const opens = met[met.length - LOOKS.uses]! + LOOKS.seconds * SECOND;
    throw commonErrors['too-many']({}, { extra: { retryAfter: Math.max(1, Math.ceil((opens - now) / SECOND)) } });
  }

  /** Living companies of exactly this name. */
  companies(name: string): Promise<number> {
    return this.repository.companies(name);
  }

  /**
   * A violated unique index as the refusal; undefined for any other error. The owner is told, once a day for each colleague who tries.
   * What is written for that stays, though the entry is refused.
   */
  async refusal(error: unknown, keys: KeyValues, exceptId?: number): Promise<DomainError | undefined> {
    const key = keyOfIndex(uniqueViolation(error)?.index ?? '');
    if (!key) return undefined;
    const [found] = await this.meet(keys, exceptId);
    const fields = found?.fields ?? [key];
    const told = found && (await this.repository.metToday(this.context.actor.id, this.view.today(this.clock.now()))) <= TOLD_A_DAY;
    const duplicate = told ? this.view.of(found) : { fields };
    const params = { fields: this.view.fields(fields), whose: told ? this.view.whose(found) : '' };
    return customerErrors['customer.duplicate'](params, { extra: { duplicate, ...(told ? this.view.own(found) : {}) }, keeps: true });
  }

  /** For a customer who comes back from the recycle bin, with the records merged into his, and finds their keys taken; the two can be merged. */
  async restoreRefusal(records: readonly KeyValues[]): Promise<DomainError> {
    let found: Namesake | undefined;
    for (const keys of records) found ??= (await this.repository.having(keys))[0];
    const fields = this.view.fields(found?.fields ?? []);
    return customerErrors['customer.restore-taken']({ fields }, { extra: { duplicate: found ? this.view.of(found) : null } });
  }

  @Transactional()
  private async meet(keys: KeyValues, exceptId?: number): Promise<Namesake[]> {
    const found = await this.repository.having(keys, { latest: true, ...(exceptId ? { exceptId } : {}) });
    const { id: actorId, kind } = this.context.actor;
    for (const one of found) {
      const { id, ownerId, fields } = one;
      await this.audit.record({ subject: 'Customer', subjectId: id, action: 'duplicate-refused', detail: { fields } });
      if (kind !== 'staff') continue;
      const now = this.clock.now();
      const isFirst = await this.repository.met(id, actorId, this.view.today(now), now);
      if (isFirst && ownerId !== null && ownerId !== actorId)
        await this.notifications.notify(customerMet, [ownerId], await this.view.met(ownerId, one));
    }
    return found;
  }
}
