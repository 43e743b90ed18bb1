import { Injectable } from '@nestjs/common';
import { Context } from '../context/context.js';
import { Declarations } from '../registry/declarations.js';
import { recordValues } from './audit-text.js';
import { RecordNumbers } from './record-numbers.js';
import { RecordTitles } from './record-titles.js';

const IS_ID = /^[1-9]\d{0,9}$/;

/** What the reader calls the records that the log speaks of, as far as he reaches them himself. */
@Injectable()
export class AuditNames {
  constructor(
    private readonly titles: RecordTitles,
    private readonly declarations: Declarations,
    private readonly context: Context,
  ) {}

  /** One look-up for each record, however many entries speak of it; by `subject/id`. */
  async of(entries: readonly { subject: string; subjectId: string }[]): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    for (const { subject, subjectId } of entries) {
      const key = `${subject}/${subjectId}`;
      if (names.has(key)) continue;
      const name = IS_ID.test(subjectId) ? await this.record(subject, Number(subjectId)) : this.worded(subjectId);
      if (name) names.set(key, name);
    }
    return names;
  }

  /** The number that people know a record by; null where its name says it already. */
  number(subject: string, subjectId: string): string | null {
    if (!IS_ID.test(subjectId)) return this.worded(subjectId) === undefined ? subjectId : null;
    return (
      this.numbers()
        .find((known) => known.subject === subject)
        ?.number(Number(subjectId)) ?? subjectId
    );
  }

  /** What the log keeps of what is given by its number (then it is of that subject), or by the words that stand for a run, a claim …; else what is given. */
  named(text: string): { subjectId: string; subject?: string } {
    const typed = text.trim();
    for (const known of this.numbers()) {
      const id = known.idOf(typed);
      if (id !== undefined) return { subjectId: String(id), subject: known.subject };
    }
    const [, word, rest] = /^(.+?)\s+(\d+)$/.exec(typed) ?? [];
    const kind = word && this.kindCalled(word);
    return { subjectId: kind ? `${kind}-${rest}` : typed };
  }

  /** Out of the reader's reach: no name. */
  private async record(subject: string, id: number): Promise<string | undefined> {
    const title = await this.titles.ofSubject(subject, id);
    if (title !== null) return title;
    return this.numbers()
      .find((known) => known.subject === subject)
      ?.formerName(id);
  }

  /** `run-24` → `Run 24`. */
  private worded(id: string): string | undefined {
    const [, kind, rest] = /^([a-z]+)-(.+)$/.exec(id) ?? [];
    const word = this.declarations.of(recordValues).find((words) => words[`id=${kind}`])?.[`id=${kind}`];
    return word && [word[this.context.language], ...(/^\d+$/.test(rest ?? '') ? [rest] : [])].join(' ');
  }

  private kindCalled(word: string): string | undefined {
    const all = this.declarations.of(recordValues).flatMap((words) => Object.entries(words));
    const isIt = ([key, text]: (typeof all)[number]) =>
      key.startsWith('id=') && text[this.context.language].toLowerCase() === word.toLowerCase();
    return all.find(isIt)?.[0].slice('id='.length);
  }

  private numbers(): RecordNumbers[] {
    return this.declarations.implementationsOf(RecordNumbers);
  }
}
