/** What a PATCH body names: keys whose value is `undefined` (left out, but kept by the schema) are dropped; `null` is a value. */
export const given = <T extends object>(change: T) =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
