import { inflateRawSync } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import { Mentions, type Mentioned } from '../../privacy/mentions.js';
import { TextKeeper } from '../../privacy/stored-text.js';
import { Vault } from '../../vault/vault.js';
import { answerPlace } from './idempotency.js';
import { IdempotentRequestRepository } from './idempotent-request.repository.js';

const AT_ONCE = 200;

/** Kept answers in which somebody stands are not given again: whoever repeats the request hears that it was answered. */
@Injectable()
export class IdempotentAnswers extends TextKeeper {
  constructor(
    private readonly requests: IdempotentRequestRepository,
    private readonly vault: Vault,
  ) {
    super();
  }

  async forget(mentioned: Mentioned): Promise<number> {
    const mentions = new Mentions(mentioned);
    const around = new Set([mentioned.instead, ...mentioned.around]);
    let forgotten = 0;
    for (let after = 0; ;) {
      const rows = await this.requests.answers(after, AT_ONCE);
      for (const { id, place, answer } of rows) {
        const plain = inflateRawSync(this.vault.openBytes(Buffer.from(answer!, 'base64url'), answerPlace(place))).toString('utf8');
        if (mentions.without(plain) === plain && !anyText(JSON.parse(plain), (said) => around.has(said))) continue;
        await this.requests.forgetAnswer(id);
        forgotten++;
      }
      if (rows.length < AT_ONCE) return forgotten;
      after = rows.at(-1)!.id;
    }
  }
}

function anyText(value: unknown, is: (text: string) => boolean): boolean {
  if (typeof value === 'string') return is(value);
  return typeof value === 'object' && value !== null && Object.values(value).some((one) => anyText(one, is));
}
