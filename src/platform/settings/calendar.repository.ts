import { Injectable } from '@nestjs/common';
import { Between } from 'typeorm';
import type { Day } from '../context/business-time.js';
import { Database } from '../database/database.js';
import { CalendarDay } from './calendar-day.entity.js';

@Injectable()
export class CalendarRepository {
  constructor(private readonly database: Database) {}

  all(): Promise<CalendarDay[]> {
    return this.database.repository(CalendarDay).find({ order: { day: 'ASC' } });
  }

  year(year: number): Promise<CalendarDay[]> {
    return this.database.repository(CalendarDay).find({ where: { day: within(year) }, order: { day: 'ASC' } });
  }

  async replaceYear(year: number, days: readonly Omit<CalendarDay, 'id'>[]): Promise<void> {
    const repository = this.database.repository(CalendarDay);
    await repository.delete({ day: within(year) });
    if (days.length) await repository.insert([...days]);
  }

  async put(day: Omit<CalendarDay, 'id'>): Promise<void> {
    const upsert = this.database.dialect.onConflict(['day'], (added) => `kind = ${added('kind')}, name = ${added('name')}`);
    await this.database.run(`INSERT INTO calendar_day (day, kind, name) VALUES (?, ?, ?)${upsert}`, [day.day, day.kind, day.name]);
  }

  async remove(day: Day): Promise<boolean> {
    return (await this.database.repository(CalendarDay).delete({ day })).affected === 1;
  }
}

const within = (year: number) => Between(`${year}-01-01`, `${year}-12-31`);
