import { Injectable } from '@nestjs/common';
import type { Language } from '../../context/language.js';
import type { DueDelivery } from '../delivery.repository.js';
import { messageText } from '../message-text.js';
import { DigestText } from './digest-text.js';
import { Wishes } from './wishes.js';

/** When a letter goes out, and what stands in it. */
@Injectable()
export class Tact {
  constructor(
    private readonly wishes: Wishes,
    private readonly digests: DigestText,
  ) {}

  /** Milliseconds for which somebody is not to be disturbed; 0 for now. */
  quietFor(recipientId: number, code: string): Promise<number> {
    return this.wishes.quietFor(recipientId, code);
  }

  /** Of one message, or of all that a digest tells. */
  async textOf({ digestId, code, params, link }: DueDelivery, language: Language) {
    return digestId === null ? { ...messageText(code, params, language), link } : this.digests.of(digestId, language);
  }
}
