import { type Language, say, type TextParams } from '../context/language.js';
import { type Message, type MessageParams, messageCatalogue } from './message.js';

/** Items of a list that are written out. */
const LISTED = 20;

function listText(items: readonly string[], language: Language): string {
  const shown = items.slice(0, LISTED).join(language === 'en' ? ', ' : '、');
  const more = items.length - LISTED;
  if (more <= 0) return shown;
  return language === 'en' ? `${shown} and ${more} more` : `${shown} 等 ${items.length} 项`;
}

/** What a group hears of a message: its own text, filled with names of colleagues and numbers. Null: it is not for groups. */
export function groupText(code: string, params: MessageParams, language: Language, to: readonly string[]): string | null {
  const text = messageCatalogue.get(code)?.groupText;
  if (!text) return null;
  const numbers = Object.fromEntries(Object.entries(params).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
  return oneLine(say(text, language, { ...numbers, to: listText(to, language) }));
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');

/** A message's subject (one line) and body in a language. A code that is no longer known is shown as it is. */
export function messageText(code: string, params: MessageParams, language: Language): { subject: string; body: string } {
  const message: Pick<Message, 'subject' | 'body'> | undefined = messageCatalogue.get(code);
  if (!message) return { subject: code, body: '' };
  const filled: TextParams = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'object' && value !== null ? listText(value, language) : value]),
  );
  return {
    subject: oneLine(say(message.subject, language, filled)),
    body: say(message.body, language, filled),
  };
}
