import { Check, Entity, Index } from 'typeorm';
import { dayColumn, idColumn, keyColumn, textColumn } from '../database/columns.js';

export const CALENDAR_KINDS = ['holiday', 'workday'] as const;

/** A day that is not what its weekday says: a public holiday, or a weekend day that is worked (调休). */
@Entity('calendar_day')
@Check('ck_calendar_day_kind', `kind IN ('holiday', 'workday')`)
@Index('uq_calendar_day_day', ['day'], { unique: true })
export class CalendarDay {
  @idColumn() id: number;
  @dayColumn() day: string;
  @keyColumn(10) kind: (typeof CALENDAR_KINDS)[number];
  @textColumn(64) name: string;
}
