import { Injectable } from '@nestjs/common';
import { Audit, type FreeTexts } from '../../../platform/audit/audit.js';
import { Files } from '../../../platform/files/files.js';
import { Acting } from '../acting.js';
import { ErasureRepository } from './erasure.repository.js';
import type { Order } from './erasure-order.service.js';
import { personalDataErrors } from './personal-data.errors.js';
import { PersonalDataRequests } from './personal-data.repository.js';

/** What people typed about him and stands in the open in the log; his fields are sealed there, and go with his key. */
const TYPED: FreeTexts = { changes: ['area', 'website', 'tags', 'lostReason'], detail: ['reason'] };

/** Everything that refers to a person: rows, files, entries of the log. */
@Injectable()
export class ErasureRecords {
  constructor(
    private readonly rows: ErasureRepository,
    private readonly requests: PersonalDataRequests,
    private readonly files: Files,
    private readonly audit: Audit,
    private readonly acting: Acting,
  ) {}

  /** @throws personal-data.import-under-way (409): it might enter him anew while he is erased. */
  async demandNoImport(): Promise<void> {
    if (await this.rows.importing()) throw personalDataErrors['personal-data.import-under-way']();
  }

  /** His own exports go, those under way come to nothing. @returns what of them lies in the store until this is committed. */
  async endExports(ids: readonly number[]): Promise<string[]> {
    const names: string[] = [];
    for (const fileId of await this.requests.endExports(ids, this.acting.now)) {
      names.push((await this.files.get(fileId)).name);
      await this.files.remove(fileId);
    }
    return names;
  }

  async forget(ids: readonly number[]): Promise<void> {
    const { now } = this.acting;
    await this.rows.overwrite(ids, now);
    for (const id of ids) {
      await this.audit.forgetTexts('Customer', id, TYPED);
      await this.audit.erasePerson({ subject: 'Customer', id });
    }
  }

  record(id: number, { requestId, reason, counts }: Order): Promise<void> {
    return this.audit.record({ subject: 'Customer', subjectId: id, action: 'erase', detail: { requestId, reason, ...counts } });
  }
}
