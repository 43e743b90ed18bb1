import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.js';
import { BusinessTime } from '../../context/business-time.js';
import { Clock } from '../../context/clock.js';
import { Context } from '../../context/context.js';
import { Notifications } from '../../notifications/notifications.js';
import { recoveryCodeUsed, secondStepOff, secondStepOn, secondStepReset } from './second-step.messages.js';
import { SecondStepDuty } from './second-step-duty.js';

/** What every change of a second step leaves behind, in its transaction: an entry in the log, and word to whose it is. */
@Injectable()
export class SecondStepLedger {
  constructor(
    private readonly audit: Audit,
    private readonly notifications: Notifications,
    private readonly duty: SecondStepDuty,
    private readonly context: Context,
    private readonly clock: Clock,
    private readonly time: BusinessTime,
  ) {}

  async on(staffId: number): Promise<void> {
    await this.record(staffId, 'second-step-on');
    await this.notifications.notify(secondStepOn, [staffId], { at: this.at });
  }

  async off(staffId: number): Promise<void> {
    await this.record(staffId, 'second-step-off');
    await this.notifications.notify(secondStepOff, [staffId], { at: this.at });
  }

  async reset(staffId: number): Promise<void> {
    await this.record(staffId, 'reset-second-step');
    await this.notifications.notify(secondStepReset, [staffId], { at: this.at, by: this.context.actor.name });
  }

  codesRenewed(staffId: number): Promise<void> {
    return this.record(staffId, 'renew-recovery-codes');
  }

  async recoveryCodeUsed(staffId: number, left: number): Promise<void> {
    await this.record(staffId, 'use-recovery-code', { left });
    await this.notifications.notify(recoveryCodeUsed, [staffId], { at: this.at, left });
  }

  private async record(staffId: number, action: string, detail?: { left: number }): Promise<void> {
    await this.audit.record({ subject: 'Staff', subjectId: staffId, action, ...(detail ? { detail } : {}) });
    this.duty.changed();
  }

  private get at(): string {
    return this.time.format(this.clock.now(), 'yyyy-LL-dd HH:mm');
  }
}
