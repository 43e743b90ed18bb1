import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { say } from '../../../platform/context/language.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { Acting } from '../acting.js';
import { KEY_LABELS } from '../customers.errors.js';
import { FOR_EVER } from '../ownership/ownership.entity.js';
import { OwnershipPeople } from '../ownership/ownership-people.service.js';
import { barErrors, barWords, ENTERED_WITHOUT_YOU } from './bar.errors.js';
import type { KeyBarRow } from './bars-of-keys.js';

export interface EnteredWithoutYou {
  readonly code: 'customer.lost-before';
  readonly detail: string;
  /** Null: never. */
  readonly opensAt: string | null;
}

/** What is said of a bar, in the caller's language. */
@Injectable()
export class BarTelling {
  constructor(
    private readonly people: OwnershipPeople,
    private readonly acting: Acting,
    private readonly context: Context,
    private readonly time: BusinessTime,
  ) {}

  /** customer.lost-before (409). */
  async refusal(bar: KeyBarRow): Promise<DomainError> {
    const { opensAt, until } = this.when(bar.until);
    const params = { who: await this.who(bar.staffId), field: this.field(bar), until };
    return barErrors['customer.lost-before'](params, { extra: { opensAt } });
  }

  warning(bar: KeyBarRow): EnteredWithoutYou {
    const { opensAt, until } = this.when(bar.until);
    const detail = say(ENTERED_WITHOUT_YOU, this.context.language, { field: this.field(bar), until });
    return { code: 'customer.lost-before', detail, opensAt };
  }

  /** The barred colleague, or the caller himself, as a sentence begins with him. */
  async who(staffId: number): Promise<string> {
    const name = staffId === this.acting.staffId ? undefined : (await this.people.find(staffId))?.name;
    return name ?? this.you;
  }

  get you(): string {
    return barWords.you[this.context.language];
  }

  /** When a bar opens (null: never), and the words for it. */
  when(until: number): { opensAt: string | null; until: string } {
    const { language } = this.context;
    if (until >= FOR_EVER) return { opensAt: null, until: barWords.forEver[language] };
    return { opensAt: iso(until), until: say(barWords.until, language, { at: this.time.format(until) }) };
  }

  private field({ kind }: KeyBarRow): string {
    return KEY_LABELS[kind === 'external' ? 'externalId' : kind][this.context.language];
  }
}
