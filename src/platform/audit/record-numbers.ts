/** Implemented by a module whose records people know by a number of their own, not by their id. */
export abstract class RecordNumbers {
  abstract readonly subject: string;
  abstract number(id: number): string;
  /** The id that a number stands for; undefined for what is no number of theirs. */
  abstract idOf(text: string): number | undefined;
  /** What a record is called that no screen shows any more, as far as the reader reaches it. */
  abstract formerName(id: number): Promise<string | undefined>;
}
