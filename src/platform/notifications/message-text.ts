import { type Language, say, type TextParams } from '../context/language.js';
import { type Message, type MessageParams, messageCatalogue } from './message.js';
import { type NameList, nameList } from './name-list.js';

function listText({ names, of }: NameList, language: Language): string {
  const shown = names.join(language === 'en' ? ', ' : '、');
  const more = of - names.length;
  if (more <= 0) return shown;
  return language === 'en' ? `${shown} and ${more} more` : `${shown} 等 ${of} 个`;
}

/** What was kept before lists were shortened is a plain list. */
const listOf = (value: NameList | readonly string[]): NameList => ('of' in value ? value : nameList(value));

/** What a group hears of a message: its own text, filled with names of colleagues and numbers. Null: it is not for groups. */
export function groupText(code: string, params: MessageParams, language: Language, to: readonly string[]): string | null {
  const text = messageCatalogue.get(code)?.groupText;
  if (!text) return null;
  const numbers = Object.fromEntries(Object.entries(params).filter((entry): entry is [string, number] => typeof entry[1] === 'number'));
  return oneLine(say(text, language, { ...numbers, to: listText(nameList(to), language) }));
}

const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');

/** A message's subject (one line) and body in a language. A code that is no longer known is shown as it is. */
export function messageText(code: string, params: MessageParams, language: Language): { subject: string; body: string } {
  const message: Pick<Message, 'subject' | 'body'> | undefined = messageCatalogue.get(code);
  if (!message) return { subject: code, body: '' };
  const filled: TextParams = Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? listText(listOf(value), language) : value,
    ]),
  );
  return {
    subject: oneLine(say(message.subject, language, filled)),
    body: say(message.body, language, filled),
  };
}
