import { Injectable } from '@nestjs/common';
import { Transactional } from '@nestjs-cls/transactional';
import { parse } from 'csv-parse/sync';
import { Audit } from '../audit/audit.js';
import type { Day } from '../context/business-time.js';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import type { Fault } from '../errors/domain-error.js';
import { ruleText } from '../http/validation-messages.js';
import { Declarations } from '../registry/declarations.js';
import type { CalendarDay } from './calendar-day.entity.js';
import { Calendar, CalendarWatcher } from './calendar.js';
import { CalendarRepository } from './calendar.repository.js';
import { dayChange, type DayChange, dayParam, type YearUpload } from './settings.dto.js';

type NewDay = Omit<CalendarDay, 'id'>;

/** What operations do to the calendar: a year at once as the government publishes it, or a single day. */
@Injectable()
export class CalendarYears {
  constructor(
    private readonly repository: CalendarRepository,
    private readonly calendar: Calendar,
    private readonly audit: Audit,
    private readonly context: Context,
    private readonly declarations: Declarations,
  ) {}

  list(year?: number): Promise<CalendarDay[]> {
    return year === undefined ? this.repository.all() : this.repository.year(year);
  }

  /** Replaces a year. @throws input.invalid (400) naming every faulty day or line. */
  async upload(year: number, given: YearUpload): Promise<CalendarDay[]> {
    const days = given.days ?? this.daysOfCsv(given.csv ?? '');
    this.demandYear(year, days, given.days ? 'days' : 'csv');
    await this.replace(year, days);
    this.calendar.changed();
    return this.repository.year(year);
  }

  async put(day: Day, given: DayChange): Promise<void> {
    await this.write(day, given);
    this.calendar.changed();
  }

  /** @throws not-found (404) */
  async remove(day: Day): Promise<void> {
    await this.write(day, null);
    this.calendar.changed();
  }

  @Transactional()
  private async replace(year: number, days: readonly NewDay[]): Promise<void> {
    const texts = (list: readonly NewDay[]) => list.map((d) => `${d.day} ${d.kind} ${d.name}`).sort();
    const before = { days: texts(await this.repository.year(year)) };
    await this.repository.replaceYear(year, days);
    await this.audit.record({ subject: 'Calendar', subjectId: year, action: 'upload', before, after: { days: texts(days) } });
    await this.tell(`${year}-01-01`, `${year}-12-31`);
  }

  @Transactional()
  private async write(day: Day, given: DayChange | null): Promise<void> {
    if (given) await this.repository.put({ day, ...given });
    else if (!(await this.repository.remove(day))) throw commonErrors['not-found']();
    await this.audit.record({
      subject: 'Calendar',
      subjectId: day.slice(0, 4),
      action: given ? 'set-day' : 'remove-day',
      detail: { day, ...given },
    });
    await this.tell(day, day);
  }

  private async tell(from: Day, to: Day): Promise<void> {
    this.calendar.changed(); // within the transaction: those who are told read the new days
    for (const watcher of this.declarations.implementationsOf(CalendarWatcher)) await watcher.calendarChanged(from, to);
  }

  /** Lines `2026-10-01,holiday,国庆节`; a heading is skipped. */
  private daysOfCsv(csv: string): NewDay[] {
    const lines = parse(csv, { relax_column_count: true, skip_empty_lines: true, trim: true, bom: true, relax_quotes: true }) as string[][];
    const rows = lines
      .map((cells, index) => ({ cells, line: index + 1 }))
      .filter(({ cells, line }) => line > 1 || cells[0]?.toLowerCase() !== 'day');
    const faults: Fault[] = [];
    const days = rows.flatMap(({ cells: [day = '', kind, name], line }) => {
      const given = dayChange.safeParse({ kind, name });
      if (given.success && dayParam.safeParse({ day }).success) return [{ day, ...given.data }];
      faults.push({ path: `csv.${line}`, code: 'calendar.line', message: ruleText('calendar.line', this.context.language) });
      return [];
    });
    if (faults.length) throw commonErrors['input.invalid']({}, { faults });
    return days;
  }

  private demandYear(year: number, days: readonly NewDay[], path: string): void {
    const seen = new Set<Day>();
    const faults = days.flatMap(({ day }, index): Fault[] => {
      const code = !day.startsWith(`${year}-`) ? 'calendar.other-year' : seen.has(day) ? 'calendar.day-twice' : undefined;
      seen.add(day);
      return code ? [{ path: `${path}.${index}`, code, message: `${day}: ${ruleText(code, this.context.language)}` }] : [];
    });
    if (faults.length) throw commonErrors['input.invalid']({}, { faults });
  }
}
