import { Injectable } from '@nestjs/common';
import { Figures, measured } from '../http/health/figures.js';
import { Channels } from './channels.js';
import { DeliveryRepository } from './delivery.repository.js';

const STATES = ['queued', 'failed', 'unknown', 'parked'] as const;

/** Messages on their way, and those that were given up. */
@Injectable()
export class DeliveryFigures extends Figures {
  readonly metrics = measured(
    {
      tide_deliveries: {
        help: 'Messages that have not arrived: queued, failed (will be tried again), unknown, parked (given up)',
        labels: ['channel', 'state'],
      },
    },
    async () => {
      const rows = await this.deliveries.countByState(STATES);
      const value = (channel: string, state: string) => rows.find((row) => row.channel === channel && row.state === state)?.n ?? 0;
      const names = [...new Set([...this.channels.codes, ...rows.map((row) => row.channel)])];
      return {
        tide_deliveries: names.flatMap((channel) => STATES.map((state) => ({ labels: { channel, state }, value: value(channel, state) }))),
      };
    },
  );

  constructor(
    private readonly deliveries: DeliveryRepository,
    private readonly channels: Channels,
  ) {
    super();
  }
}
