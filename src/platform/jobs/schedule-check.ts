import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { isCron } from './cron.js';
import { SCHEDULES, type ScheduleDefinition } from './schedule-definition.js';

/** Start-up refuses a list of schedules that could not run. */
@Injectable()
export class ScheduleCheck implements OnModuleInit {
  constructor(@Inject(SCHEDULES) private readonly schedules: readonly ScheduleDefinition[]) {}

  onModuleInit(): void {
    const names = new Set<string>();
    for (const { name, cron } of this.schedules) {
      if (names.has(name)) throw new Error(`two schedules are called ${name}`);
      names.add(name);
      if (!isCron(cron)) throw new Error(`the schedule ${name} has no usable cron expression: ${cron}`);
    }
  }
}
