import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { parseInstant } from '../../../platform/context/clock.js';
import type { Language } from '../../../platform/context/language.js';
import { say } from '../../../platform/context/language.js';
import { Dictionaries } from '../../../platform/settings/dictionaries.js';
import type { CellValue } from '../../../platform/spreadsheets/write-options.js';
import { CustomerReach } from '../customer-reach.service.js';
import { customerItem, visibleOnly } from '../customer.view.js';
import { maskPhone } from '../masking.js';
import { allOf } from '../list/customer-list.sql.js';
import { EXPORT_COLUMNS, type ExportColumn, type ExportRow } from './export-columns.js';
import { type ExportedRow, ExportRepository } from './export.repository.js';

const BATCH = 500;
type Words = ReadonlyMap<string, string>;

/** Customers as rows of a workbook, as the caller may see them: rows, fields and masks are those of the list. */
@Injectable()
export class ExportRows {
  constructor(
    private readonly repository: ExportRepository,
    private readonly reach: CustomerReach,
    private readonly dictionaries: Dictionaries,
    private readonly time: BusinessTime,
  ) {}

  /** Of the columns asked for, those the caller's rules leave. */
  columns(names: readonly string[]): ExportColumn[] {
    const known = names.flatMap((name) => EXPORT_COLUMNS.get(name) ?? []);
    if (!this.reach.limitsFields('read') && !this.reach.limitsFields('export')) return known;
    return known.filter(({ field }) => field === 'id' || this.seen(field));
  }

  /** In the order of the ids, a batch at a time; whoever has left the caller's reach meanwhile is left out. */
  async *rows(
    ids: readonly number[],
    columns: readonly ExportColumn[],
    language: Language,
    done: (n: number) => void,
  ): AsyncGenerator<CellValue[]> {
    const words = await this.words(columns, language);
    for (let i = 0; i < ids.length; i += BATCH) {
      const some = ids.slice(i, i + BATCH);
      const rows = await this.batch(some, columns);
      for (const id of some) {
        const row = rows.get(id);
        if (row) yield columns.map((column) => this.cell(row, column, words.get(column.name)));
      }
      done(Math.min(i + BATCH, ids.length));
    }
  }

  private async batch(ids: readonly number[], columns: readonly ExportColumn[]): Promise<Map<number, ExportRow>> {
    const found = await this.repository.rows(ids, allOf(this.reach.sql('read'), this.reach.sql('export')));
    const wants = (from: ExportColumn['from']) => columns.some((column) => column.from === from);
    const person = wants('person') ? await this.repository.profiles('person_profile', ids) : new Map<number, never>();
    const company = wants('company') ? await this.repository.profiles('company_profile', ids) : new Map<number, never>();
    const tags = wants('tags') ? await this.repository.tags(ids) : new Map<number, string[]>();
    const courses = wants('courses') ? await this.repository.courses(ids) : new Map<number, string[]>();
    const sees = this.reach.sight();
    return new Map(
      [...found].map(([id, row]) => {
        const full = sees(row);
        return [
          id,
          this.narrowed(row, {
            item: customerItem(row, row.ownerName, full),
            full,
            more: { ...row, address: full ? row.address : row.address && '****' },
            person: (row.type === 'person' && person.get(id)) || {},
            company: (row.type === 'company' && company.get(id)) || {},
            tags: tags.get(id) ?? [],
            courses: courses.get(id) ?? [],
          }),
        ];
      }),
    );
  }

  /** A field that the caller's rules hide on this row is empty there. */
  private narrowed(row: ExportedRow, all: ExportRow): ExportRow {
    const actions = (['read', 'export'] as const).filter((action) => this.reach.limitsFields(action));
    if (!actions.length) return all;
    const sets = actions.map((action) => this.reach.fields(row, action));
    const fields = new Set([...sets[0]!].filter((field) => sets.every((set) => set.has(field))));
    return {
      item: visibleOnly(all.item, fields),
      full: all.full,
      more: Object.fromEntries(Object.entries(all.more).filter(([name]) => fields.has(name))),
      person: fields.has('person') ? all.person : {},
      company: fields.has('company') ? all.company : {},
      tags: fields.has('tags') ? all.tags : [],
      courses: fields.has('courseIds') ? all.courses : [],
    };
  }

  private cell(row: ExportRow, { name, from, key, type }: ExportColumn, words: Words | undefined): CellValue {
    if (from === 'tags' || from === 'courses') return row[from].join('、');
    const value = (row[from] as Record<string, unknown>)[key];
    if (value === null || value === undefined || value === '') return null;
    if (type === 'dateTime') return this.time.format(parseInstant(String(value as string)), 'yyyy-LL-dd HH:mm:ss');
    const shown = name === 'emergencyContactPhone' && !row.full ? maskPhone(String(value as string)) : String(value as string);
    return words?.get(shown) ?? shown;
  }

  private async words(columns: readonly ExportColumn[], language: Language): Promise<Map<string, Words>> {
    const all = new Map<string, Words>();
    for (const { name, choices, dictionary } of columns) {
      const items = dictionary ? await this.dictionaries.items(dictionary, { all: true }) : choices;
      if (items) all.set(name, new Map(items.map(({ value, label }) => [value, say(label, language)])));
    }
    return all;
  }

  private seen(field: string): boolean {
    return this.reach.seeing(field) !== false && (!this.reach.limitsFields('export') || this.reach.somewhere(field, 'export'));
  }
}
