import type { Text } from '../context/language.js';

/** What messages are about, as people tell them apart when they say how they want to hear of them. */
export interface MessageKind {
  readonly name: string;
  readonly label: Text;
  /** Goes out in quiet hours too: later it would be of no use. */
  readonly urgent?: true;
  /** Nobody can do without it: it is about the safety of his account. */
  readonly must?: true;
}

/** Every kind of the running product, in the order in which they were defined. */
export const messageKinds = new Map<string, MessageKind>();

export function defineMessageKind(name: string, parts: Omit<MessageKind, 'name'>): MessageKind {
  if (messageKinds.has(name)) throw new Error(`the kind of messages ${name} is defined twice`);
  const kind = { name, ...parts };
  messageKinds.set(name, kind);
  return kind;
}
