import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../platform/context/business-time.js';
import { HolderCaps } from '../customers/holder-caps.service.js';
import { type Roster, toRoster } from './roster.js';
import { RosterRepository } from './roster.repository.js';

/** Who can take customers now. */
@Injectable()
export class RosterService {
  constructor(
    private readonly rosters: RosterRepository,
    private readonly caps: HolderCaps,
    private readonly time: BusinessTime,
  ) {}

  /** With `lock` nobody raises these people's loads until the transaction ends: what fits under a cap now still fits when it is written. */
  async present(at: number, options: { lock: boolean }): Promise<Roster> {
    const today = this.time.dayOf(at);
    const rows = await this.rosters.rows(today);
    const caps = await this.caps.capsOf(rows.map((r) => ({ id: r.staffId, path: r.path })));
    if (!options.lock) return toRoster(rows, today, caps);
    const loads = await this.rosters.lockLoads(rows.map((r) => r.staffId));
    return toRoster(rows.map((r) => ({ ...r, openCount: loads.get(r.staffId) ?? 0 })), today, caps);
  }
}
