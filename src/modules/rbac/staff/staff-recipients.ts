import { Injectable } from '@nestjs/common';
import { type Recipient, Recipients } from '../../../platform/notifications/recipients.js';
import { StaffDirectory } from './staff-directory.service.js';

/** Staff as those who can be told something. */
@Injectable()
export class StaffRecipients extends Recipients {
  constructor(private readonly staff: StaffDirectory) {
    super();
  }

  async find(ids: readonly number[]): Promise<Recipient[]> {
    return [...(await this.staff.many(ids)).values()].filter((one) => one.active);
  }
}
