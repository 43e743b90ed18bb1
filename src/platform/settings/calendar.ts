import { Injectable } from '@nestjs/common';
import { BusinessTime, type Day } from '../context/business-time.js';
import { CalendarRepository } from './calendar.repository.js';
import { FreshCache } from './fresh-cache.js';
import { WorkCalendar } from './work-calendar.js';

/** The business calendar: weekends, public holidays and worked weekend days. No holiday is guessed; operations upload each year. */
@Injectable()
export class Calendar {
  private readonly calendars = new FreshCache(() => this.load());

  constructor(
    private readonly repository: CalendarRepository,
    private readonly time: BusinessTime,
  ) {}

  /** The calendar as it stands, for batches that ask about many days. */
  current(): Promise<WorkCalendar> {
    return this.calendars.get();
  }

  async isWorkday(day: Day): Promise<boolean> {
    return (await this.current()).isWorkday(day);
  }

  /** The `n`-th counted day after `day`; days in `except` (leave) never count. */
  async addWorkdays(day: Day, n: number, except?: ReadonlySet<Day>): Promise<Day> {
    return (await this.current()).addWorkdays(day, n, except);
  }

  /** How many days count in (from, to]. */
  async workdaysBetween(from: Day, to: Day, except?: ReadonlySet<Day>): Promise<number> {
    return (await this.current()).workdaysBetween(from, to, except);
  }

  /** After a change of the table. */
  changed(): void {
    this.calendars.drop();
  }

  private async load(): Promise<WorkCalendar> {
    return new WorkCalendar(this.time, new Map((await this.repository.all()).map(({ day, kind }) => [day, kind])));
  }
}

/** Port: whoever has computed something from the calendar (deadlines) and must do so again. */
export abstract class CalendarWatcher {
  /** Called in the transaction of the change; enqueue a job for what takes long. `from` and `to` are the days concerned. */
  abstract calendarChanged(from: Day, to: Day): Promise<void>;
}
