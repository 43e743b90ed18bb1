import { Injectable } from '@nestjs/common';
import { Context } from '../context/context.js';
import { say, type Text } from '../context/language.js';
import { Database } from '../database/database.js';
import { Declarations, DeclarationKind } from '../registry/declarations.js';

/** A column that holds what can be deleted only while nobody holds it. */
export interface UsePlace {
  readonly table: string;
  readonly column: string;
  /** The column is an object in JSON, and holds it in the list of this name. */
  readonly list?: string;
  /** `客户 {n} 位`, `customers: {n}` */
  readonly words: Text;
}

/** Said by whoever refers to rows of another module: a refused deletion names what still needs the row. */
export interface RecordUse extends UsePlace {
  /** The table referred to, or the code of the dictionary. */
  readonly of: string;
}

export const recordUses = new DeclarationKind<RecordUse>('record use');

/** Nobody deletes what more still need, and counting a million takes a second. */
const COUNTED = 1000;

const LIST: Text = { 'zh-CN': '、', en: ', ' };
const NAMED: Text = { 'zh-CN': '{name}（{uses}）', en: '{name} ({uses})' };

/** What stands in the way of a deletion, counted over everybody: it does not matter who may see it. */
@Injectable()
export class RecordUses {
  constructor(
    private readonly declarations: Declarations,
    private readonly database: Database,
    private readonly context: Context,
  ) {}

  /** `客户 12 位、部门 1 个`; empty where nothing refers to the row. `of`: its table, or the dictionary whose value it is. */
  ofRow(of: string, key: number | string): Promise<string> {
    const places = this.declarations.of(recordUses).filter((use) => use.of === of);
    return this.ofKey(places, key);
  }

  /** Table and column come from declarations in code, never from a caller. */
  private async ofKey(places: readonly UsePlace[], key: number | string): Promise<string> {
    const told: string[] = [];
    for (const place of places) {
      const n = await this.count(place, key);
      if (n) told.push(say(place.words, this.context.language, { n: n > COUNTED ? `${COUNTED}+` : n }));
    }
    return told.join(LIST[this.context.language]);
  }

  private async count({ table, column, list }: UsePlace, key: number | string): Promise<number> {
    if (list === undefined) {
      const [row] = await this.database.rows<{ n: number }>(
        `SELECT COUNT(*) AS n FROM (SELECT 1 FROM ${table} WHERE ${column} = ? LIMIT ${COUNTED + 1}) used`,
        [key],
      );
      return Number(row!.n);
    }
    // one row a person, or fewer
    const rows = await this.database.rows<{ held: string }>(`SELECT ${column} AS held FROM ${table} WHERE ${column} IS NOT NULL`);
    return rows.filter(({ held }) => (JSON.parse(held) as Record<string, unknown[] | undefined>)[list]?.includes(key)).length;
  }

  /** The row by its name, with what refers to it. */
  named(name: string, uses: string): string {
    return uses ? say(NAMED, this.context.language, { name, uses }) : name;
  }
}
