import { Injectable } from '@nestjs/common';
import { Acting } from '../acting.js';
import { phoneE164 } from '../phone.js';
import { KEYS } from '../customer-keys.js';
import { BarTelling } from './bar-telling.js';
import type { KeyBarRow } from './bars-of-keys.js';
import { KeyBarRepository } from './key-bar.repository.js';

/** Where people write numbers beside the customer's own phone. */
export interface Numbered {
  readonly wechat?: string | null | undefined;
  readonly contacts?:
    readonly { readonly mobile?: string | null | undefined; readonly officePhone?: string | null | undefined }[] | undefined;
}

/**
 * Phone numbers that stand somewhere else in a record. They make nobody a duplicate (spec 06, Unique keys), but a customer whom one has lost is the
 * same when his phone is a contact's, or his WeChat name.
 */
@Injectable()
export class OtherNumbers {
  constructor(
    private readonly repository: KeyBarRepository,
    private readonly telling: BarTelling,
    private readonly acting: Acting,
  ) {}

  /** The bar that holds longest of those that keep this person from whoever has one of these numbers. `exceptId`: the record itself. */
  async bar(staffId: number, { wechat, contacts = [] }: Numbered, exceptId = 0): Promise<KeyBarRow | undefined> {
    const written = [wechat, ...contacts.flatMap(({ mobile, officePhone }) => [mobile, officePhone])];
    const phones = [...new Set(written.flatMap((text) => (text && phoneE164(text)) || []))];
    if (!phones.length) return undefined;
    const { now } = this.acting;
    const given = await this.repository.inForce(
      phones.map((value) => ({ kind: 'phone', value })),
      now,
    );
    const bars = [
      ...given.filter((bar) => bar.staffId === staffId && bar.fromId !== exceptId),
      ...(await this.repository.lostWith(staffId, phones, exceptId, now)),
    ];
    return bars.sort((a, b) => b.until - a.until)[0];
  }

  /**
   * Under the customer's lock, before his owner notes other numbers. Where nothing else tells who he is they do; somebody who is known by a number of his
   * own may have contacts whom his owner has lost. @throws customer.lost-before (409).
   */
  async noting(customerId: number, numbers: Numbered): Promise<void> {
    const { staffId } = this.acting;
    if (staffId === null || staffId !== (await this.repository.ownerOf(customerId))) return;
    const known = await this.repository.valuesOf(customerId);
    const bar = KEYS.some((key) => known[key]) ? undefined : await this.bar(staffId, numbers, customerId);
    if (bar) throw await this.telling.refusal(bar);
  }
}
