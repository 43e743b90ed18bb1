import { Injectable } from '@nestjs/common';
import { currentTransaction } from '../../../platform/database/guard-data-source.js';
import { DirectoryRepository } from './directory.repository.js';
import { RightsEpoch } from '../rights/rights-epoch.js';

type Names = Map<number, string>;

/** For names that somebody changes by hand; whoever else changes one raises the epoch. */
const KEPT_FOR = 30_000;
const KEPT_AT_MOST = 20_000;

/** Names of colleagues, the former ones too, for lists that name many again and again: kept until the next change of anybody's rights or card. */
@Injectable()
export class StaffNames {
  private names: Names = new Map();
  private epoch = -1;
  private since = 0;

  constructor(
    private readonly rights: RightsEpoch,
    private readonly directory: DirectoryRepository,
  ) {}

  /** At least those of `ids`; whoever is not there has no name. */
  async of(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    // what a transaction reads may be old, or undone
    if (currentTransaction()) return this.read(ids);
    const names = this.kept(await this.rights.current());
    const missing = ids.filter((id) => !names.has(id));
    if (missing.length) for (const [id, name] of await this.read(missing)) names.set(id, name);
    return names;
  }

  private kept(epoch: number): Names {
    const now = performance.now();
    if (epoch !== this.epoch || now - this.since > KEPT_FOR || this.names.size > KEPT_AT_MOST) {
      this.names = new Map();
      this.epoch = epoch;
      this.since = now;
    }
    return this.names;
  }

  private async read(ids: readonly number[]): Promise<Names> {
    return new Map((await this.directory.staff(ids)).map(({ id, name }) => [id, name]));
  }
}
