import { Injectable } from '@nestjs/common';
import { Settings } from '../../../platform/settings/settings.js';
import { CustomerSelection } from '../list/customer-selection.service.js';
import type { Selection } from '../list/selection.dto.js';
import { exportLimitSetting } from './export.settings.js';

/** Which customers an export means, and how many at most. */
@Injectable()
export class ExportSelection {
  constructor(
    private readonly customers: CustomerSelection,
    private readonly settings: Settings,
  ) {}

  /** As it is when it is asked for: what is done to a view afterwards changes no export. */
  async settled(asked: Selection): Promise<{ selection: Selection; count: number; limit: number }> {
    const selection = await this.customers.settled(asked);
    return { selection, count: await this.customers.size(selection, 'export'), limit: await this.settings.get(exportLimitSetting) };
  }

  /** As many as the limit allows: more may match by now than when it was asked for. */
  async ids(selection: Selection): Promise<number[]> {
    return this.customers.chosen(selection, 'export', await this.settings.get(exportLimitSetting));
  }
}
