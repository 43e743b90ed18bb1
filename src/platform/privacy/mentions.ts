/** Somebody who is to be forgotten, as texts may name him, and what stands in their place. */
export interface Mentioned {
  /** What he and those around him are called. */
  readonly names: readonly string[];
  /** Numbers and addresses that are his alone. */
  readonly keys: readonly string[];
  /** What was written down with him: people around him, notes. Too common to be looked for in texts, but whoever keeps whole records knows them by it. */
  readonly around: readonly string[];
  readonly instead: string;
}

/** Shorter ones stand inside too many other words: only a text that is nothing else is replaced. */
const SHORTEST_WITHIN = 2;
const WORD = '[\\p{Script=Latin}\\p{N}]';
const BEGINS_LIKE_A_WORD = new RegExp(`^${WORD}`, 'u');
const ENDS_LIKE_A_WORD = new RegExp(`${WORD}$`, 'u');

/** Finds and replaces what names somebody. Latin words and numbers are met whole; Chinese names wherever they stand, since nothing divides words there. */
export class Mentions {
  /** One of these stands in every text that speaks of him. */
  readonly words: readonly string[];
  private readonly instead: string;
  private readonly whole: ReadonlySet<string>;
  private readonly within: RegExp | null;

  constructor({ names, keys, instead }: Pick<Mentioned, 'names' | 'keys' | 'instead'>, options: { keysOnly?: boolean } = {}) {
    this.words = [...new Set([...(options.keysOnly ? [] : names), ...keys].map((word) => word.trim()).filter(Boolean))];
    this.instead = instead;
    this.whole = new Set(this.words.map((word) => word.toLowerCase()));
    const long = this.words.filter((word) => [...word].length >= SHORTEST_WITHIN).sort((a, b) => b.length - a.length);
    this.within = long.length ? new RegExp(long.map(pattern).join('|'), 'giu') : null;
  }

  is(text: string): boolean {
    return this.whole.has(text.trim().toLowerCase());
  }

  /** The text without him; the same text where it does not speak of him. */
  without(text: string): string {
    if (this.is(text)) return this.instead;
    return this.within ? text.replace(this.within, this.instead) : text;
  }

  /** The same for every text of a JSON value but those under these names. */
  withoutIn(value: unknown, except: readonly string[] = []): unknown {
    if (typeof value === 'string') return this.without(value);
    if (Array.isArray(value)) return value.map((one) => this.withoutIn(one, except));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, except.includes(name) ? one : this.withoutIn(one, except)]),
    );
  }
}

function pattern(word: string): string {
  const plain = word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return `${BEGINS_LIKE_A_WORD.test(word) ? `(?<!${WORD})` : ''}${plain}${ENDS_LIKE_A_WORD.test(word) ? `(?!${WORD})` : ''}`;
}
