import { Injectable } from '@nestjs/common';
import { Declarations } from '../../platform/registry/declarations.js';
import { rbacErrors } from './rbac.errors.js';
import { type HandoverChoice, type Holding, LeaverHandover, StaffFollower } from './staff.port.js';

/** Asks and tells the modules that hold things for staff. */
@Injectable()
export class StaffPorts {
  constructor(private readonly declarations: Declarations) {}

  async held(staffId: number): Promise<Holding[]> {
    const holdings: Holding[] = [];
    for (const holder of this.declarations.implementationsOf(LeaverHandover))
      holdings.push(...(await holder.held(staffId)).filter((h) => h.count > 0));
    return holdings;
  }

  /** @throws staff.holds-things (409) that lists what he holds when nobody has said what becomes of it. */
  async handOver(staffId: number, choice: HandoverChoice | undefined): Promise<Holding[]> {
    const holdings = await this.held(staffId);
    if (!holdings.length) return holdings;
    if (!choice) throw rbacErrors['staff.holds-things']({}, { extra: { holdings } });
    for (const holder of this.declarations.implementationsOf(LeaverHandover)) await holder.handOver(staffId, choice);
    return holdings;
  }

  async moved(staffId: number, departmentId: number | null): Promise<void> {
    for (const follower of this.declarations.implementationsOf(StaffFollower)) await follower.moved(staffId, departmentId);
  }

  async leaveChanged(staffId: number): Promise<void> {
    for (const follower of this.declarations.implementationsOf(StaffFollower)) await follower.leaveChanged(staffId);
  }
}
