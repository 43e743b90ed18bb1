import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { BulkHandOver, type HandedOver, type HandOverManner, type InTheWay, type Wish } from '../../customers/bulk/bulk-hand-over.port.js';
import { BulkForecast } from './bulk-forecast.service.js';
import { BulkTakeBack } from './bulk-take-back.service.js';
import { BulkTelling } from './bulk-telling.service.js';
import { HandedOverMemory } from './handed-over-memory.service.js';
import { HandOverLocks } from './hand-over-locks.service.js';
import { TransferService } from './transfer.service.js';

/** Hand-overs of many customers, in parts: the rules of single ones, and of each what taking it back needs. */
@Injectable()
export class BulkHandOvers extends BulkHandOver {
  constructor(
    private readonly locks: HandOverLocks,
    private readonly transfers: TransferService,
    private readonly memory: HandedOverMemory,
    private readonly forecasts: BulkForecast,
    private readonly takingBack: BulkTakeBack,
    private readonly telling: BulkTelling,
  ) {
    super();
  }

  demandReceivers(staffIds: readonly number[], customerIds: readonly number[]): Promise<void> {
    return this.forecasts.demandReceivers(staffIds, customerIds);
  }

  forecast(wishes: readonly Wish[], manner: HandOverManner, room: Map<number, number>): Promise<Map<number, InTheWay>> {
    return this.forecasts.forecast(wishes, manner, room);
  }

  async handOver(wishes: readonly Wish[], { reason, override }: HandOverManner): Promise<Map<number, string | HandedOver>> {
    const { rows, ends } = await this.locks.lock(wishes);
    const before = await this.memory.before([...rows.keys()]);
    // two jobs lock loads in one order
    for (const toStaffId of [...new Set(wishes.map((wish) => wish.toStaffId))].sort((a, b) => a - b)) {
      const his = wishes.filter((wish) => wish.toStaffId === toStaffId && rows.has(wish.customerId));
      if (!his.length) continue;
      try {
        const moving = his.map((wish) => rows.get(wish.customerId)!);
        const { refusals, gone, due } = await this.transfers.carry(moving, { toStaffId, reason, override }, 'assign');
        for (const [id, refusal] of refusals) ends.set(id, refusal.code);
        for (const one of await this.memory.handedOver(toStaffId, gone, before, due)) ends.set(one.customerId, one);
      } catch (error) {
        // what is wrong with a receiver is found before anything is written
        if (!(error instanceof DomainError)) throw error;
        for (const { customerId } of his) ends.set(customerId, error.code);
      }
    }
    return ends;
  }

  takeBack(handed: readonly HandedOver[], options: { dry: boolean }): Promise<Map<number, InTheWay>> {
    return this.takingBack.takeBack(handed, options);
  }

  tell(handed: readonly HandedOver[]): Promise<void> {
    return this.telling.handedOver(handed);
  }

  tellTakenBack(handed: readonly HandedOver[]): Promise<void> {
    return this.telling.takenBack(handed);
  }
}
