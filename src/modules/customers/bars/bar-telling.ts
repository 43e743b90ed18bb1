import { Injectable } from '@nestjs/common';
import { BusinessTime } from '../../../platform/context/business-time.js';
import { iso } from '../../../platform/context/clock.js';
import { Context } from '../../../platform/context/context.js';
import { say, type TextParams } from '../../../platform/context/language.js';
import type { DomainError } from '../../../platform/errors/domain-error.js';
import { Acting } from '../acting.js';
import type { KeyName } from '../customer-keys.js';
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
    const name = bar.staffId === this.acting.staffId ? undefined : (await this.people.find(bar.staffId))?.name;
    const who = name ?? barWords.you[this.context.language];
    return barErrors['customer.lost-before']({ who, ...this.told(bar) }, { extra: { opensAt: opensAt(bar) } });
  }

  warning(bar: KeyBarRow): EnteredWithoutYou {
    return {
      code: 'customer.lost-before',
      detail: say(ENTERED_WITHOUT_YOU, this.context.language, this.told(bar)),
      opensAt: opensAt(bar),
    };
  }

  private told({ kind, until }: KeyBarRow): TextParams {
    const { language } = this.context;
    const field = KEY_LABELS[kind === 'external' ? 'externalId' : (kind satisfies KeyName)][language];
    const when = until >= FOR_EVER ? barWords.forEver[language] : say(barWords.until, language, { at: this.time.format(until) });
    return { field, until: when };
  }
}

const opensAt = ({ until }: KeyBarRow): string | null => (until >= FOR_EVER ? null : iso(until));
