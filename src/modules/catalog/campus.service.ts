import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../platform/audit/audit.js';
import { Clock } from '../../platform/context/clock.js';
import { foreignKeyViolation } from '../../platform/database/database-errors.js';
import { commonErrors } from '../../platform/errors/common.errors.js';
import { changesNothing, given } from '../../platform/http/given.js';
import type { Page } from '../../platform/http/list-query.js';
import { Scope } from '../../platform/permissions/scope.js';
import { CampusRepository } from './campus.repository.js';
import { campusView, type CampusChange, type CampusCreation, type CampusList, type CampusView } from './campus.dto.js';

/** 校区: where classes are held (REQ-T10). One that is referred to is deactivated, not deleted. */
@Injectable()
export class CampusService {
  constructor(
    private readonly repository: CampusRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly scope: Scope,
  ) {}

  async list(query: CampusList): Promise<Page<CampusView>> {
    const page = await this.repository.page(query);
    return { ...page, items: page.items.map(campusView) };
  }

  /** @throws not-found (404), also for one outside the caller's scope. */
  async get(id: number): Promise<CampusView> {
    const campus = await this.repository.find(id);
    if (!campus) throw commonErrors['not-found']();
    return campusView(campus);
  }

  /** @throws unique.violated (409) for a name that is taken. */
  @Transactional()
  async create(body: CampusCreation): Promise<CampusView> {
    this.scope.demand('create', 'Campus');
    const now = this.clock.now();
    const values = { name: body.name, address: body.address ?? null, active: body.active ?? true };
    const id = await this.repository.insert({ ...values, createdAt: now, updatedAt: now });
    await this.audit.record({ subject: 'Campus', subjectId: id, action: 'create', after: values });
    return this.get(id);
  }

  /** @throws not-found (404), stale (409), unique.violated (409). */
  @Transactional()
  async update(id: number, { version, ...change }: CampusChange): Promise<CampusView> {
    const before = await this.reachable(id, 'update');
    const after = { ...pick(before), ...given(change) };
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    if (changesNothing(before, change)) return before;
    const found = await this.repository.update(id, before.version, { ...after, updatedAt: this.clock.now() });
    if (!found) throw commonErrors.stale();
    await this.audit.record({ subject: 'Campus', subjectId: id, action: 'update', before: pick(before), after });
    return this.get(id);
  }

  /** @throws not-found (404), in-use (409): one that is referred to is deactivated instead. */
  @Transactional()
  async remove(id: number): Promise<void> {
    const before = await this.reachable(id, 'delete');
    try {
      await this.repository.remove(id);
    } catch (error) {
      throw foreignKeyViolation(error) ? commonErrors['in-use']({ what: before.name }) : error;
    }
    await this.audit.record({ subject: 'Campus', subjectId: id, action: 'delete', before: pick(before) });
  }

  private async reachable(id: number, action: string): Promise<CampusView> {
    const row = await this.repository.find(id, action);
    if (row) return campusView(row);
    await this.get(id);
    throw commonErrors.forbidden();
  }
}

const pick = ({ name, address, active }: CampusView) => ({ name, address, active });
