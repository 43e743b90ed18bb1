import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { Audit } from '../../../platform/audit/audit.js';
import { Context } from '../../../platform/context/context.js';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { changesNothing } from '../../../platform/http/given.js';
import type { Page } from '../../../platform/http/list-query.js';
import { Scope } from '../../../platform/permissions/scope.js';
import { Faults } from '../../../platform/http/faults.js';
import { LeaveRepository, type PlacedLeave } from './leave.repository.js';
import { StaffPorts } from '../staff/staff-ports.js';
import { rbacErrors } from '../rbac.errors.js';
import { leaveFault, type LeaveChange, type LeaveCreation, type LeaveListQuery } from '../staff/staff.dto.js';
import type { StaffLeave } from './staff-leave.entity.js';

/** Days of absence. They stop the deadlines of whoever is away, so his are entered by somebody who manages him, as a lock is (REQ-E6). */
@Injectable()
export class LeaveService {
  constructor(
    private readonly repository: LeaveRepository,
    private readonly scope: Scope,
    private readonly ports: StaffPorts,
    private readonly audit: Audit,
    private readonly faults: Faults,
    private readonly context: Context,
  ) {}

  /** One's own, and that of everybody in reach. */
  list(query: LeaveListQuery): Promise<Page<PlacedLeave>> {
    return this.repository.list(query);
  }

  /** One colleague's. @throws not-found (404) for somebody out of reach. */
  async ofColleague(staffId: number, query: LeaveListQuery): Promise<Page<PlacedLeave>> {
    const person = await this.repository.person(staffId);
    if (!person || !this.scope.can('read', 'Leave', { staffId, departmentId: person.departmentId })) throw commonErrors['not-found']();
    return this.list({ ...query, staffId });
  }

  /** Whosever it is. @throws not-found (404) */
  async find(id: number): Promise<PlacedLeave> {
    const row = await this.repository.find(id);
    if (!row) throw commonErrors['not-found']();
    return row;
  }

  /** @throws not-found (404) */
  async get(staffId: number, id: number, action = 'read'): Promise<PlacedLeave> {
    const row = await this.repository.get(staffId, id, action);
    if (!row) throw commonErrors['not-found']();
    return row;
  }

  /** @throws not-found (404) for somebody out of reach, field.forbidden, leave.own (403), leave.overlaps (409) */
  @Transactional()
  async create(staffId: number, { fromDay, toDay, reason = null }: LeaveCreation): Promise<number> {
    const person = await this.repository.lockedPerson(staffId);
    if (!person || !this.scope.can('create', 'Leave', { staffId, departmentId: person.departmentId })) throw commonErrors['not-found']();
    this.scope.demandFields('create', 'Leave', ['staffId'], ['staffId'], { staffId, departmentId: person.departmentId });
    this.demandOther(staffId);
    if (await this.repository.overlaps(staffId, { fromDay, toDay }, 0)) throw rbacErrors['leave.overlaps']();
    const id = await this.repository.insert(staffId, { fromDay, toDay, reason }, this.callerId);
    return this.changed(staffId, id, 'create', null, { fromDay, toDay, reason });
  }

  /** @throws not-found (404), leave.own (403), stale, leave.overlaps (409), input.invalid (400) */
  @Transactional()
  async update(staffId: number, id: number, { version, ...given }: LeaveChange): Promise<void> {
    await this.repository.lockedPerson(staffId);
    const before = await this.get(staffId, id, 'update');
    this.demandOther(staffId);
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    if (changesNothing(before, given)) return;
    const { fromDay = before.fromDay, toDay = before.toDay, reason = before.reason } = given;
    const fault = leaveFault({ fromDay, toDay });
    this.faults.demandNone(fault ? [{ path: 'toDay', code: fault }] : []);
    if (await this.repository.overlaps(staffId, { fromDay, toDay }, id)) throw rbacErrors['leave.overlaps']();
    if (!(await this.repository.update(id, before.version, { fromDay, toDay, reason }))) throw commonErrors.stale();
    await this.changed(staffId, id, 'update', before, { fromDay, toDay, reason });
  }

  /** @throws not-found (404), leave.own (403) */
  @Transactional()
  async remove(staffId: number, id: number): Promise<void> {
    const before = await this.get(staffId, id, 'delete');
    this.demandOther(staffId);
    await this.repository.delete(id);
    await this.changed(staffId, id, 'delete', before, null);
  }

  private get callerId(): number | null {
    const { kind, id } = this.context.actor;
    return kind === 'staff' ? id : null;
  }

  private demandOther(staffId: number): void {
    if (staffId === this.callerId) throw rbacErrors['leave.own']();
  }

  private async changed(staffId: number, id: number, action: string, before: Days | null, after: Days | null): Promise<number> {
    await this.ports.leaveChanged(staffId);
    await this.audit.record({
      subject: 'Leave',
      subjectId: id,
      action,
      before: before && days(before),
      after: after && days(after),
      detail: { staffId },
    });
    return id;
  }
}

type Days = Pick<StaffLeave, 'fromDay' | 'toDay' | 'reason'>;
const days = ({ fromDay, toDay, reason }: Days): Days => ({ fromDay, toDay, reason });
