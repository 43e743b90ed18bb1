/** Port: a module whose rows permissions can be explained on. A provider that extends this class is found at start. */
export abstract class ExplainSubject {
  /** As in rules: `Customer`. */
  abstract readonly subject: string;
  /** Whose field rules say what of the row the caller sees. */
  get fieldsOf(): string {
    return this.subject;
  }
  /** The row with every field that conditions name; null when there is none. Without scope: the caller's is checked by who asks. */
  abstract row(id: number): Promise<Record<string, unknown> | null>;
}
