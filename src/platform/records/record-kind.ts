import { iso } from '../context/clock.js';

/** What every such table has. */
export interface KeptRow {
  id: number;
  version: number;
  createdAt: number;
  updatedAt: number;
}

/** One kind of rows that people keep by hand, as `Records` finds and changes them. */
export interface RecordKind<E extends KeptRow> {
  readonly entity: new () => E;
  /** Of its permissions and of its entries in the change log. */
  readonly subject: string;
  /** Before the id in the log, where kinds share a subject: `claim` gives `claim-7`. */
  readonly logged?: string;
  /** What people may set, as far as their field rules go; what the log tells. */
  readonly fields: readonly (keyof E & string)[];
  /** What a new one has where nothing else is said. */
  readonly initial?: Partial<E>;
  /** How people call a row: searches look into all of them, a refusal says the first. */
  readonly names: readonly [keyof E & string, ...(keyof E & string)[]];
  /** Documented sorts and their columns; lists are in the order of the first unless asked otherwise. */
  readonly sorts: Readonly<Record<string, keyof E & string>>;
}

/** A row as the API shows it: these fields and what every such row has. */
export function recordView<E extends KeptRow, F extends keyof E & string>(row: E, fields: readonly F[]) {
  const { id, version, createdAt, updatedAt } = row;
  const shown = Object.fromEntries(fields.map((field) => [field, row[field]])) as Pick<E, F>;
  return { id, ...shown, createdAt: iso(createdAt), updatedAt: iso(updatedAt), version };
}
