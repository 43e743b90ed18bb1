import { type Language, say, type Text, type TextParams } from '../platform/context/language.js';

type Cell = string | number;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

/** What the terminal is set to (`LANG`): Chinese where it says so, else English. */
export const languageOfTerminal = (): Language => (Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh-CN' : 'en');

/** Places on a terminal: Chinese characters take two. */
const widthOf = (text: string): number => [...text].reduce((n, c) => n + (WIDE.test(c) ? 2 : 1), 0);
export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Tells a story on the terminal, in one language, for people who do not program. */
export class Terminal {
  private chapters = 0;

  constructor(
    readonly language: Language,
    private readonly write: (text: string) => void,
  ) {}

  text(text: Text, params?: TextParams): string {
    return say(text, this.language, params);
  }

  chapter(title: Text, params?: TextParams): void {
    this.write(`\n${++this.chapters}. ${this.text(title, params)}\n${'─'.repeat(64)}\n`);
  }

  say(text: Text, params?: TextParams): void {
    this.line(this.text(text, params));
  }

  line(text: string): void {
    this.write(`   ${text}\n`);
  }

  /** Numbers stand at the right. */
  table(heads: readonly Text[], rows: readonly (readonly Cell[])[]): void {
    const lines = [heads.map((head) => this.text(head)), ...rows.map((row) => row.map(String))];
    const widths = heads.map((_, i) => Math.max(...lines.map((line) => widthOf(line[i] ?? ''))));
    const numeric = heads.map((_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === 'number'));
    for (const line of lines)
      this.line(
        line
          .map((cell, i) => (numeric[i] ? ' '.repeat(widths[i]! - widthOf(cell)) + cell : padded(cell, widths[i]!)))
          .join('   ')
          .trimEnd(),
      );
  }
}
