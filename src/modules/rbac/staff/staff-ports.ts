import { Injectable } from '@nestjs/common';
import { Declarations } from '../../../platform/registry/declarations.js';
import { rbacErrors } from '../rbac.errors.js';
import { type HandoverChoice, type Holding, LeaverHandover, type Remainder, StaffFollower } from './staff.port.js';

export interface HandedOver {
  readonly holdings: Holding[];
  readonly rest: Remainder[];
}

/** Asks and tells the modules that hold things for staff. */
@Injectable()
export class StaffPorts {
  constructor(private readonly declarations: Declarations) {}

  async held(staffId: number, options: { lock?: boolean } = {}): Promise<Holding[]> {
    const holdings: Holding[] = [];
    for (const holder of this.declarations.implementationsOf(LeaverHandover))
      holdings.push(...(await holder.held(staffId, options)).filter((h) => h.count > 0));
    return holdings;
  }

  /** Once he is inactive. @throws staff.holds-things (409) that lists what he holds when nobody has said what becomes of it. */
  async handOver(staffId: number, choice: HandoverChoice | undefined): Promise<HandedOver> {
    const holdings = await this.held(staffId, { lock: true });
    const rest: Remainder[] = [];
    if (!holdings.length) return { holdings, rest };
    if (!choice) throw rbacErrors['staff.holds-things']({}, { extra: { holdings } });
    for (const holder of this.declarations.implementationsOf(LeaverHandover)) {
      const remainder = await holder.handOver(staffId, choice);
      if (remainder) rest.push(remainder);
    }
    return { holdings, rest };
  }

  async moved(staffId: number, departmentId: number | null): Promise<void> {
    for (const follower of this.declarations.implementationsOf(StaffFollower)) await follower.moved(staffId, departmentId);
  }

  async leaveChanged(staffId: number): Promise<void> {
    for (const follower of this.declarations.implementationsOf(StaffFollower)) await follower.leaveChanged(staffId);
  }
}
