import { DomainError } from '../../platform/errors/domain-error.js';
import { customerNumber } from '../customers/customer.entity.js';
import { type Language, say, type Text } from '../../platform/context/language.js';
import type { Outcome } from './pool/pool.dto.js';

/** Of those with one reason. */
const NAMED = 10;
const REASON: Text = { 'zh-CN': '{n} 个：{reason}（{who}）', en: '{n}: {reason} ({who})' };

/** By number and name; by the number alone where `nameOf` refuses: gone meanwhile, or not for this reader. */
export async function namesOf(ids: readonly number[], nameOf: (id: number) => Promise<unknown>): Promise<Map<number, string>> {
  const names = new Map<number, string>();
  for (const id of ids) {
    const name = await nameOf(id).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      return undefined;
    });
    names.set(id, [customerNumber(id), ...(typeof name === 'string' && name ? [name] : [])].join(' '));
  }
  return names;
}

/** What became of ticked customers who were refused: each reason once, with how many and who they are. */
export function reasonsOf(refused: readonly Outcome[], names: ReadonlyMap<number, string>, language: Language): string[] {
  const byReason = new Map<string, string[]>();
  for (const { customerId, outcome, detail = outcome } of refused)
    byReason.set(detail, [...(byReason.get(detail) ?? []), names.get(customerId)!]);
  return [...byReason].map(([reason, who]) =>
    say(REASON, language, { n: who.length, reason, who: `${who.slice(0, NAMED).join('、')}${who.length > NAMED ? ' …' : ''}` }),
  );
}
