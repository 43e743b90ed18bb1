import { Injectable } from '@nestjs/common';
import { Database, type Param } from '../database/database.js';
import { like, withinText } from '../database/search.js';
import { Declarations } from '../registry/declarations.js';
import { Mentions, type Mentioned } from './mentions.js';
import { type StoredText, storedTexts, TextKeeper } from './stored-text.js';

const AT_ONCE = 200;
/** SQLite refuses expressions of more than a thousand parts. */
const WORDS_AT_ONCE = 200;

/** Takes somebody out of every text that was declared. Each row by itself, on condition that it still says what was read: it may die and be run again anywhere. */
@Injectable()
export class TextSweep {
  constructor(
    private readonly declarations: Declarations,
    private readonly database: Database,
  ) {}

  /** `told` hears of every text that was changed. @returns how many texts named him. */
  async forget(mentioned: Mentioned, signal: AbortSignal, told: (texts: number) => void = () => undefined): Promise<number> {
    let changed = 0;
    for (const text of this.declarations.of(storedTexts).flat())
      for await (const touched of this.column(text, new Mentions(mentioned, { keysOnly: text.keysOnly ?? false }), signal))
        told((changed += touched));
    for (const keeper of this.declarations.implementationsOf(TextKeeper)) changed += await keeper.forget(mentioned);
    return changed;
  }

  private async *column(text: StoredText, mentions: Mentions, signal: AbortSignal) {
    for (let n = 0; n < mentions.words.length; n += WORDS_AT_ONCE)
      yield* this.withAnyOf(mentions.words.slice(n, n + WORDS_AT_ONCE), text, mentions, signal);
  }

  private async *withAnyOf(words: readonly string[], stored: StoredText, mentions: Mentions, signal: AbortSignal) {
    const { table, column, json, where, ofColleagues = [] } = stored;
    const found = words.map(() => like(column)).join(' OR ');
    const sought = words.map((word) => withinText(json ? JSON.stringify(word).slice(1, -1) : word));
    for (let after = 0; ;) {
      signal.throwIfAborted();
      const rows = await this.database.rows<{ id: number; text: string }>(
        `SELECT id, ${column} AS text FROM ${table} WHERE id > ?${where ? ` AND ${where}` : ''} AND (${found}) ORDER BY id LIMIT ${AT_ONCE}`,
        [after, ...sought],
      );
      for (const { id, text } of rows) {
        const plain = json ? JSON.stringify(mentions.withoutIn(JSON.parse(text), ofColleagues)) : mentions.without(text);
        if (plain === text) continue;
        const params: Param[] = [plain, id, text];
        yield await this.database.run(`UPDATE ${table} SET ${column} = ? WHERE id = ? AND ${column} = ?`, params);
      }
      if (rows.length < AT_ONCE) return;
      after = rows.at(-1)!.id;
    }
  }
}
