import { Injectable } from '@nestjs/common';
import type { Mentioned } from '../../../platform/privacy/mentions.js';
import { Vault } from '../../../platform/vault/vault.js';
import { customerNumber } from '../customer.entity.js';
import { idNumberPlace } from '../customer-record.js';
import { PersonRepository, type Row } from './person.repository.js';

/** What somebody is looked for by where nothing refers to him, and his records' numbers. */
export interface Traces extends Mentioned {
  readonly ids: readonly number[];
  /** What of his lies in the store though no row refers to it any more. */
  readonly contents: readonly string[];
}

/** Shorter numbers are too many other things as well. */
const SHORTEST_KEY = 5;
const placeOf = (requestId: number) => `personal_data_request.tracesSealed.${requestId}`;

/** By what an erased person is found in texts and files until he is found nowhere any more. */
@Injectable()
export class PersonTraces {
  constructor(
    private readonly people: PersonRepository,
    private readonly vault: Vault,
  ) {}

  /** Before his records are overwritten. */
  async of(ids: readonly number[]): Promise<Omit<Traces, 'contents'>> {
    const records = await this.people.records(ids);
    const keys = records.flatMap(({ phone, qq, wechat, email, externalId }) => [
      phone,
      phone?.replace(/^\+86/, ''),
      qq,
      wechat,
      email,
      externalId,
    ]);
    const sealed = (await this.people.profiles('person_profile', ids)).flatMap(({ customerId, idNumberSealed }) =>
      typeof idNumberSealed === 'string' ? this.vault.decrypt(idNumberSealed, idNumberPlace(customerId as number)) : [],
    );
    return {
      ids,
      names: [...new Set(records.map(({ name }) => name))],
      keys: [...new Set([...keys, ...sealed].filter((key): key is string => !!key && key.length >= SHORTEST_KEY))],
      around: textsOf(
        [...(await this.people.contacts(ids)), ...(await this.people.interactions(ids))],
        ['name', 'mobile', 'officePhone', 'summary', 'notes', 'place'],
      ),
      instead: customerNumber(ids[0]!),
    };
  }

  seal(requestId: number, traces: Traces): string {
    return this.vault.encrypt(JSON.stringify(traces), placeOf(requestId));
  }

  open(requestId: number, sealed: string): Traces {
    return JSON.parse(this.vault.decrypt(sealed, placeOf(requestId))) as Traces;
  }
}

const textsOf = (rows: readonly Row[], names: readonly string[]): string[] => [
  ...new Set(rows.flatMap((row) => names.flatMap((name) => (typeof row[name] === 'string' && row[name] ? row[name] : [])))),
];
