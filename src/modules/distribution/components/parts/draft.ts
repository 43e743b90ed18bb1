import { useState } from 'react';
import { api, messageOf } from '../../../../platform/admin/components/lib/client';
import type { Quota, QuotaPage } from './answers';

export const FIELDS = ['weight', 'perRound', 'maxOpen', 'maxUntouched'] as const;
export type Field = (typeof FIELDS)[number];
type Typed = Readonly<Record<Field, string>>;
/** A quota as the preview takes it: what is typed, and the rest as it is saved. */
type Drafted = Omit<Quota, 'id' | 'staffName' | 'version'>;

/** Other numbers for some people, and another order; they stay in the page until somebody saves them. */
export interface Draft {
  readonly open: boolean;
  readonly busy: boolean;
  readonly error: string | undefined;
  /** Of those whose quota the caller reaches. */
  typed(staffId: number): Typed | undefined;
  type(staffId: number, field: Field, text: string): void;
  readonly changed: readonly Drafted[];
  /** The order that is tried; undefined: the one that holds. */
  readonly order: string | undefined;
  tryOrder(code: string | undefined): void;
  start(): void;
  discard(): void;
  /** @returns whether all of it is saved; what was refused stays typed. */
  save(): Promise<boolean>;
}

const typedOf = (q: Quota): Typed => ({
  weight: String(q.weight),
  perRound: String(q.perRound),
  maxOpen: q.maxOpen === null ? '' : String(q.maxOpen),
  maxUntouched: q.maxUntouched === null ? '' : String(q.maxUntouched),
});
/** Nothing typed: no limit. */
const limitOf = (text: string): number | null => (text.trim() ? Number(text) : null);
const numbersOf = (typed: Typed) => ({
  weight: Number(typed.weight),
  perRound: Number(typed.perRound),
  maxOpen: limitOf(typed.maxOpen),
  maxUntouched: limitOf(typed.maxUntouched),
});

async function allQuotas(): Promise<Quota[]> {
  const quotas: Quota[] = [];
  for (let cursor = ''; ;) {
    const page = await api<QuotaPage>(`/api/distribution/quotas?active=true&pageSize=100${cursor}`);
    quotas.push(...page.items);
    if (!page.nextCursor) return quotas;
    cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
  }
}

export function useDraft(): Draft {
  const [quotas, setQuotas] = useState<Quota[]>();
  const [texts, setTexts] = useState<Readonly<Record<number, Typed>>>({});
  const [order, tryOrder] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const byStaff = new Map((quotas ?? []).map((q) => [q.staffId, q]));
  const differs = (q: Quota) => FIELDS.some((field) => (texts[q.staffId] ?? typedOf(q))[field] !== typedOf(q)[field]);
  const changed = (quotas ?? []).filter(differs);

  const load = () => {
    setBusy(true);
    return allQuotas()
      .then((found) => (setQuotas(found), setError(undefined)))
      .catch((thrown: unknown) => setError(messageOf(thrown)))
      .finally(() => setBusy(false));
  };
  const save = async () => {
    setBusy(true);
    const refused: string[] = [];
    const left: Record<number, Typed> = {};
    for (const q of changed)
      await api(`/api/distribution/quotas/${q.id}`, {
        method: 'PATCH',
        body: { ...numbersOf(texts[q.staffId]!), version: q.version },
      }).catch((thrown: unknown) => {
        refused.push(`${q.staffName}: ${messageOf(thrown)}`);
        left[q.staffId] = texts[q.staffId]!;
      });
    setTexts(left);
    if (order)
      await api('/api/settings/distribution.strategy', { method: 'PATCH', body: { value: order } })
        .then(() => tryOrder(undefined))
        .catch((thrown: unknown) => refused.push(messageOf(thrown)));
    if (!refused.length) setQuotas(undefined);
    else if (changed.length) await load();
    setBusy(false);
    setError(refused.length ? refused.join(' · ') : undefined);
    return !refused.length;
  };

  return {
    open: quotas !== undefined,
    busy,
    error,
    typed: (staffId) => {
      const quota = byStaff.get(staffId);
      return quota && (texts[staffId] ?? typedOf(quota));
    },
    type: (staffId, field, text) =>
      setTexts((now) => ({ ...now, [staffId]: { ...(now[staffId] ?? typedOf(byStaff.get(staffId)!)), [field]: text } })),
    changed: changed.map(({ staffId, activeFrom, activeTo, filters }) => ({
      staffId,
      activeFrom,
      activeTo,
      filters,
      ...numbersOf(texts[staffId]!),
    })),
    order,
    tryOrder,
    start: () => void load(),
    discard: () => {
      setQuotas(undefined);
      setTexts({});
      tryOrder(undefined);
      setError(undefined);
    },
    save,
  };
}
