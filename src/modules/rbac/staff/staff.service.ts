import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { commonErrors } from '../../../platform/errors/common.errors.js';
import { changesNothing, given } from '../../../platform/http/given.js';
import type { Page } from '../../../platform/http/list-query.js';
import { GrantAuthority } from '../permissions/grant-authority.js';
import { StaffPorts } from './staff-ports.js';
import { RightsLedger } from '../rights/rights-ledger.js';
import { newcomer, StaffChecks } from './staff-checks.js';
import type { StaffChange, StaffCreation, StaffListQuery } from './staff.dto.js';
import type { Staff } from './staff.entity.js';
import { StaffQueries } from './staff-queries.repository.js';
import { StaffWriter } from './staff-writer.repository.js';

/** Colleagues and their accounts (REQ-A10 … A15). */
@Injectable()
export class StaffService {
  constructor(
    private readonly queries: StaffQueries,
    private readonly writer: StaffWriter,
    private readonly checks: StaffChecks,
    private readonly authority: GrantAuthority,
    private readonly ports: StaffPorts,
    private readonly ledger: RightsLedger,
  ) {}

  list(query: StaffListQuery): Promise<Page<Staff>> {
    return this.queries.list(query);
  }

  /** @throws not-found (404) outside the caller's reach. */
  async get(id: number, action = 'read'): Promise<Staff> {
    const row = await this.queries.get(id, action);
    if (!row) throw commonErrors['not-found']();
    return row;
  }

  /** @throws input.invalid (400), field.forbidden, rights.beyond-own (403), unique.violated (409) */
  async create(creation: StaffCreation): Promise<number> {
    const passwordHash = await this.checks.firstPassword(creation.password, creation.username);
    return this.insert(creation, passwordHash);
  }

  /** @throws not-found (404), rights.own, rights.senior, rights.beyond-own, field.forbidden (403), stale (409) */
  @Transactional()
  async update(id: number, { version, ...body }: StaffChange): Promise<void> {
    const change = given(body);
    await this.ledger.open();
    const before = await this.get(id, 'update');
    if (version !== undefined && version !== before.version) throw commonErrors.stale();
    this.checks.fields('update', change, before);
    if (change.departmentId !== undefined && change.departmentId !== before.departmentId) this.authority.demandNotSelf(id);
    await this.authority.demandNotSenior(id);
    const after = { ...before, ...change };
    await this.checks.demandKnown('update', after, change);
    if (changesNothing(before, change)) return;
    if (after.departmentId !== before.departmentId) await this.authority.demandPlacing(after);
    if (!(await this.writer.update(id, before.version, change))) throw commonErrors.stale();
    if (after.departmentId !== before.departmentId) await this.ports.moved(id, after.departmentId);
    await this.ledger.record({ subject: 'Staff', subjectId: id, action: 'update', before: shown(before), after: shown(after) });
  }

  /** Only who has left no traces; everybody else is deactivated. @throws not-found (404), rights.own (403), conflict (409) */
  @Transactional()
  async remove(id: number): Promise<void> {
    await this.ledger.open();
    const before = await this.get(id, 'delete');
    this.authority.demandNotSelf(id);
    await this.authority.demandNotSenior(id);
    await this.ports.handOver(id, undefined);
    await this.writer.delete(id);
    this.authority.demandAdministrator(await this.writer.activeAdministrators());
    await this.ledger.record({ subject: 'Staff', subjectId: id, action: 'delete', before: shown(before) });
  }

  @Transactional()
  private async insert({ roleIds = [], password, ...body }: StaffCreation, passwordHash: string | null): Promise<number> {
    await this.ledger.open();
    const row = newcomer(body);
    this.checks.fields('create', body, { ...row, id: 0 });
    await this.checks.demandKnown('create', row, { ...body, roleIds });
    if (roleIds.length) this.checks.demand('assign-roles');
    await this.authority.demandGiving(roleIds, { id: 0, departmentId: row.departmentId });
    const id = await this.writer.insert({ ...row, username: body.username, name: body.name, passwordHash });
    await this.writer.giveRoles(id, [...new Set(roleIds)]);
    await this.ledger.record({
      subject: 'Staff',
      subjectId: id,
      action: 'create',
      after: { ...row, roleIds, withPassword: password !== undefined },
    });
    return id;
  }
}

const shown = ({ username, name, email, phone, departmentId, positionId, language, active }: Staff) => ({
  username,
  name,
  email,
  phone,
  departmentId,
  positionId,
  language,
  active,
});
