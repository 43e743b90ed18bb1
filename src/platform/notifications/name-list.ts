/** Names that a message writes out; the others it counts. */
export const NAMED = 20;

/** What a message is about, by name: the first of them, and how many they are altogether. */
export interface NameList {
  readonly names: readonly string[];
  readonly of: number;
}

/** However many records a message is about, what is kept of it stays small. `of`: how many there are where `names` are not all of them. */
export const nameList = (names: readonly string[], of = names.length): NameList => ({ names: names.slice(0, NAMED), of });
