import { Injectable } from '@nestjs/common';
import { In, LessThanOrEqual, MoreThan } from 'typeorm';
import { Database } from '../../database/database.js';
import { ThrottleWindow } from './throttle-window.entity.js';

@Injectable()
export class ThrottleRepository {
  constructor(private readonly database: Database) {}

  /** Counts one use, in a new window if the last has ended. @returns the window with this use. */
  async count(place: string, now: number, endsAt: number): Promise<ThrottleWindow> {
    // `used` comes first: MySQL assigns from left to right
    const upsert = this.database.dialect.onConflict(
      ['place'],
      (added) =>
        `used = CASE WHEN throttle_window.endsAt <= ${Number(now)} THEN 1 ELSE throttle_window.used + 1 END, ` +
        `endsAt = CASE WHEN throttle_window.endsAt <= ${Number(now)} THEN ${added('endsAt')} ELSE throttle_window.endsAt END`,
    );
    await this.database.run(`INSERT INTO throttle_window (place, used, endsAt) VALUES (?, 1, ?)${upsert}`, [place, endsAt]);
    return this.database.repository(ThrottleWindow).findOneByOrFail({ place });
  }

  /** When the windows among these that have not ended do so, by place. */
  async running(places: readonly string[], now: number): Promise<Map<string, number>> {
    const windows = await this.database.repository(ThrottleWindow).findBy({ place: In([...places]), endsAt: MoreThan(now) });
    return new Map(windows.map(({ place, endsAt }) => [place, Number(endsAt)]));
  }

  /** Opens a window where none runs. @returns false when somebody else has. */
  async take(place: string, now: number, endsAt: number): Promise<boolean> {
    const ended = 'UPDATE throttle_window SET used = 1, endsAt = ? WHERE place = ? AND endsAt <= ?';
    if (await this.database.run(ended, [endsAt, place, now])) return true;
    const fresh = `${this.database.dialect.insertIgnore} throttle_window (place, used, endsAt) VALUES (?, 1, ?)`;
    return (await this.database.run(fresh, [place, endsAt])) === 1;
  }

  async prune(now: number): Promise<number> {
    return (await this.database.repository(ThrottleWindow).delete({ endsAt: LessThanOrEqual(now) })).affected ?? 0;
  }
}
