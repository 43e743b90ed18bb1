/** What a PATCH body names: keys whose value is `undefined` (left out, but kept by the schema) are dropped; `null` is a value. */
export const given = <T extends object>(change: T) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };

/** Whether a PATCH leaves the record as it is: its version stays, and the log has nothing to tell. */
export const changesNothing = (before: object, change: object): boolean =>
  Object.entries(change).every(
    ([name, value]) => value === undefined || JSON.stringify(value) === JSON.stringify((before as Record<string, unknown>)[name] ?? null),
  );
