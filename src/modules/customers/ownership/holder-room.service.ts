import { Injectable } from '@nestjs/common';
import { HolderCaps } from './holder-caps.service.js';
import { HolderLoadRepository } from './holder-load.repository.js';
import type { Person } from './ownership-people.service.js';

/** How many more open customers people may hold, for forecasts: nothing is locked, so that it may be otherwise when it is done. */
@Injectable()
export class HolderRoom {
  constructor(
    private readonly caps: HolderCaps,
    private readonly loads: HolderLoadRepository,
  ) {}

  /** Of those who are not known yet; who has no cap has room for everybody. */
  async of(people: readonly Person[], known: Map<number, number>): Promise<void> {
    const asked = people.filter(({ id }) => !known.has(id));
    if (!asked.length) return;
    const caps = await this.caps.capsOf(asked);
    for (const { id } of asked) {
      const cap = caps.get(id);
      known.set(id, cap === undefined ? Infinity : cap - (await this.loads.openCount(id)));
    }
  }
}
