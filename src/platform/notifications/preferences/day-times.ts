import { Injectable } from '@nestjs/common';
import { BusinessTime, type Day } from '../../context/business-time.js';
import type { Habit } from './preference.repository.js';

/** Times of day, as people keep them, become instants. */
@Injectable()
export class DayTimes {
  constructor(private readonly time: BusinessTime) {}

  dayOf(instant: number): Day {
    return this.time.dayOf(instant);
  }

  /** When the quiet hours that hold at an instant end; null where none do. */
  quietUntil({ quietFrom, quietTo }: Pick<Habit, 'quietFrom' | 'quietTo'>, now: number): number | null {
    if (quietFrom === null || quietTo === null) return null;
    const today = this.time.dayOf(now);
    const [from, to] = [this.on(today, quietFrom), this.on(today, quietTo)];
    if (from <= to) return now >= from && now < to ? to : null;
    if (now < to) return to;
    return now >= from ? this.on(this.time.addDays(today, 1), quietTo) : null;
  }

  /** The first time after an instant that it is so late. */
  next(timeOfDay: string, after: number): number {
    const today = this.time.dayOf(after);
    const at = this.on(today, timeOfDay);
    return at > after ? at : this.on(this.time.addDays(today, 1), timeOfDay);
  }

  tomorrow(timeOfDay: string, now: number): number {
    return this.on(this.time.addDays(this.time.dayOf(now), 1), timeOfDay);
  }

  private on(day: Day, timeOfDay: string): number {
    const [hour, minute] = timeOfDay.split(':').map(Number) as [number, number];
    return this.time.at(day, hour, minute);
  }
}
