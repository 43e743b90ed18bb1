import { LANGUAGES, type Text } from '../context/language.js';

/** What fills a message's `{placeholders}`; a list is written out, shortened when it is long. */
export type MessageParams = Readonly<Record<string, string | number | null | readonly string[]>>;

/** What is told, in both languages; made by `defineMessage`. */
export interface Message<P extends MessageParams = MessageParams> {
  readonly code: string;
  readonly subject: Text;
  readonly body: Text;
  /** A path of ours that the message leads to: `/admin/resources/customers/records/7/show`. */
  readonly link?: (params: P) => string;
  /**
   * What one message says instead of two: as long as the recipient has not read the last one of the same key, the next becomes part of it, and goes
   * out by no other channel again.
   */
  readonly combine?: (unread: P, added: P) => P;
  /** Codes of the channels it goes to, beside the list in the application; all that are configured without it. */
  readonly channels?: readonly string[];
}

/** Every message of the running product. */
export const messageCatalogue = new Map<string, Message>();

const placeholders = (text: string): string => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');

/** @throws when a text is missing, or the two languages do not name the same placeholders. */
export function defineMessage<P extends MessageParams = Record<string, never>>(code: string, parts: Omit<Message<P>, 'code'>): Message<P> {
  if (messageCatalogue.has(code)) throw new Error(`the message ${code} is defined twice`);
  for (const text of [parts.subject, parts.body]) {
    if (LANGUAGES.some((language) => !text[language].trim())) throw new Error(`the message ${code} lacks a text`);
    if (placeholders(text['zh-CN']) !== placeholders(text.en))
      throw new Error(`the message ${code} names different placeholders in its languages`);
  }
  const message: Message<P> = { code, ...parts };
  messageCatalogue.set(code, message as unknown as Message);
  return message;
}
