import { LANGUAGES, type Text } from '../context/language.js';
import type { Audience } from './channel.js';
import type { MessageKind } from './message-kind.js';
import type { NameList } from './name-list.js';

/** What fills a message's `{placeholders}`. Names of several things are a `nameList`: what is kept of a message does not grow with what it is about. */
export type MessageParams = Readonly<Record<string, string | number | null | NameList>>;

/** What is told, in both languages; made by `defineMessage`. */
export interface Message<P extends MessageParams = MessageParams> {
  readonly code: string;
  /** As people choose how to hear of it; without one it goes out at once by every channel. */
  readonly kind?: MessageKind;
  readonly subject: Text;
  readonly body: Text;
  /** A path of ours that the message leads to: `/admin/resources/customers/records/7/show`. */
  readonly link?: (params: P) => string;
  /**
   * What one message says instead of two: as long as the recipient has not read the last one of the same key, the next becomes part of it, and goes
   * out by no other channel again.
   */
  readonly combine?: (unread: P, added: P) => P;
  /** The kinds of channel that may carry it, beside the list in the application; without it those that reach one person alone: e-mail and telephone. */
  readonly channels?: readonly Audience[];
  /**
   * What everybody in a chat may hear of it, for a message that goes to `group` as well: whom it is for (`{to}`) and how many, never who. Only the
   * parameters that are numbers fill it.
   */
  readonly groupText?: Text;
}

/** Every message of the running product. */
export const messageCatalogue = new Map<string, Message>();

const placeholders = (text: string): string => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');

const PERSONAL: readonly Audience[] = ['email', 'phone'];

/** The kinds of channel that may carry a message. */
export const audiencesOf = ({ channels }: Pick<Message, 'channels'>): readonly Audience[] => channels ?? PERSONAL;

/** @throws when a text is missing, the two languages do not name the same placeholders, or a chat would hear what was not written for it. */
export function defineMessage<P extends MessageParams = Record<string, never>>(code: string, parts: Omit<Message<P>, 'code'>): Message<P> {
  if (messageCatalogue.has(code)) throw new Error(`the message ${code} is defined twice`);
  const { groupText } = parts;
  for (const text of [parts.subject, parts.body, ...(groupText ? [groupText] : [])]) {
    if (LANGUAGES.some((language) => !text[language].trim())) throw new Error(`the message ${code} lacks a text`);
    if (placeholders(text['zh-CN']) !== placeholders(text.en))
      throw new Error(`the message ${code} names different placeholders in its languages`);
  }
  if (audiencesOf(parts).includes('group') !== (groupText !== undefined))
    throw new Error(`the message ${code} goes to groups and says what they may hear (groupText), or neither`);
  if (groupText && !groupText.en.includes('{to}')) throw new Error(`the message ${code} does not tell a group whom it is for ({to})`);
  const message: Message<P> = { code, ...parts };
  messageCatalogue.set(code, message as unknown as Message);
  return message;
}
