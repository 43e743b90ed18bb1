import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Clock } from '../../../platform/context/clock.js';
import { uniqueViolation } from '../../../platform/database/database-errors.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { changesNothing } from '../../../platform/http/given.js';
import type { Page } from '../../../platform/http/list-query.js';
import { OwnershipPeople } from '../../customers/ownership/ownership-people.service.js';
import { QuotaReferences } from './quota-references.js';
import { quotaErrors } from './quota.errors.js';
import { type QuotaChange, type QuotaCreate, type QuotaDto, quotaDto, type QuotaList, type QuotaRow } from './quota.dto.js';
import { QuotaRepository } from './quota.repository.js';
import { RosterRepository } from '../assignment/roster.repository.js';

/** Who takes part in distribution, with which weight and number (REQ-E1). */
@Injectable()
export class QuotaService {
  constructor(
    private readonly quotas: QuotaRepository,
    private readonly rosters: RosterRepository,
    private readonly people: OwnershipPeople,
    private readonly references: QuotaReferences,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list(list: QuotaList): Promise<Page<QuotaDto>> {
    const page = await this.quotas.page(list);
    return { ...page, items: page.items.map(quotaDto) };
  }

  async get(id: number, action = 'read'): Promise<QuotaDto> {
    return quotaDto(await this.find(id, action));
  }

  /**
   * @throws input.invalid (400) for filters by what is not there; quota.exists (409) when the person has one, customer.assignee-cannot-hold (409); quota.staff-unknown (404) for a person out of reach or inactive.
   */
  @Transactional()
  async create(input: QuotaCreate): Promise<QuotaDto> {
    if (!(await this.quotas.staffInReach(input.staffId, 'create'))) throw quotaErrors['quota.staff-unknown']();
    await this.people.demandHolder({ id: input.staffId, active: true });
    await this.references.demand(input.filters);
    checkDays(input);
    const now = this.clock.now();
    const values = {
      maxOpen: null,
      maxUntouched: null,
      activeFrom: null,
      activeTo: null,
      filters: null,
      active: true,
      ...input,
      createdAt: now,
      updatedAt: now,
      version: 1,
    };
    let id: number;
    try {
      id = await this.quotas.insert(values);
    } catch (error) {
      if (uniqueViolation(error)) throw quotaErrors['quota.exists']();
      throw error;
    }
    await this.audit.record({ subject: 'Quota', subjectId: id, action: 'create', after: input });
    return this.get(id);
  }

  /** A change takes effect in each person's next round, or now if asked (REQ-E4). @throws input.invalid (400), stale (409). */
  @Transactional()
  async update(id: number, { version, applyNow, ...change }: QuotaChange): Promise<QuotaDto> {
    const before = await this.find(id, 'update');
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    checkDays({ ...before, ...change });
    const changes = !changesNothing(before, change);
    if (!changesNothing({ filters: before.filters }, { filters: change.filters })) await this.references.demand(change.filters);
    if (changes && !(await this.quotas.update(id, before.version, { ...change, updatedAt: this.clock.now() }))) throw commonErrors.stale();
    if (applyNow) {
      await this.rosters.lockRotation();
      await this.rosters.applyQuotaNow([before.staffId]);
    }
    if (changes || applyNow)
      await this.audit.record({
        subject: 'Quota',
        subjectId: id,
        action: 'update',
        before: quotaDto(before),
        after: { ...quotaDto(before), ...change },
        ...(applyNow ? { detail: { applyNow } } : {}),
      });
    return this.get(id);
  }

  /** What these quotas say holds for the present round already, for all of them or for none (REQ-E4). @throws not-found (404). */
  @Transactional()
  async applyNow(ids: readonly number[]): Promise<void> {
    const quotas: QuotaRow[] = [];
    for (const id of ids) quotas.push(await this.find(id, 'update'));
    await this.rosters.lockRotation();
    await this.rosters.applyQuotaNow(quotas.map((q) => q.staffId));
    for (const { id, staffId } of quotas)
      await this.audit.record({ subject: 'Quota', subjectId: id, action: 'apply-now', detail: { staffId } });
  }

  @Transactional()
  async remove(id: number): Promise<void> {
    const before = await this.find(id, 'delete');
    await this.quotas.delete([id]);
    await this.audit.record({ subject: 'Quota', subjectId: id, action: 'delete', before: quotaDto(before) });
  }

  private async find(id: number, action: string): Promise<QuotaRow> {
    const found = await this.quotas.find(id, action);
    if (!found) throw commonErrors['not-found']();
    return found;
  }
}

function checkDays({ activeFrom, activeTo }: { activeFrom?: string | null; activeTo?: string | null }): void {
  if (activeFrom && activeTo && activeFrom > activeTo) throw quotaErrors['quota.period']();
}
