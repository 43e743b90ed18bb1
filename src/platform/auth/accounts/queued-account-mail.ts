import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../../config/config.js';
import { BusinessTime } from '../../context/business-time.js';
import { Clock } from '../../context/clock.js';
import { say } from '../../context/language.js';
import { Handles } from '../../jobs/job-kind.js';
import type { JobRun } from '../../jobs/job-run.js';
import { Jobs } from '../../jobs/jobs.js';
import { Channels } from '../../notifications/channels.js';
import { Vault } from '../../vault/vault.js';
import { ACCOUNT_LETTERS } from './account-letter.messages.js';
import { type AccountLetter, AccountMail } from './account-mail.js';
import { accountLetterJob } from '../auth.jobs.js';

const PLACE = 'auth.letter';

/** Sends links by e-mail: a job row in the transaction that made the link, its secret sealed (notifications keep their texts, so they are no way for it). */
@Injectable()
export class QueuedAccountMail extends AccountMail {
  private readonly log = new Logger('Accounts');

  constructor(
    private readonly jobs: Jobs,
    private readonly vault: Vault,
    private readonly channels: Channels,
  ) {
    super();
  }

  async send(letter: AccountLetter): Promise<boolean> {
    if (!this.channels.get('email')?.configured) {
      this.log.warn(`no mail server is configured: the ${letter.purpose} of ${letter.kind} ${letter.to.id} was not sent`);
      return false;
    }
    await this.jobs.enqueue(accountLetterJob, { sealed: this.vault.encrypt(JSON.stringify(letter), PLACE) });
    return true;
  }
}

@Injectable()
export class AccountLetterHandler {
  constructor(
    private readonly vault: Vault,
    private readonly channels: Channels,
    private readonly clock: Clock,
    private readonly time: BusinessTime,
    private readonly config: Config,
  ) {}

  /** A letter whose link has expired while the mail server was away is not sent any more. */
  @Handles(accountLetterJob)
  async deliver({ sealed }: { sealed: string }, run: JobRun): Promise<{ sent: boolean }> {
    const { purpose, to, link, expiresAt } = JSON.parse(this.vault.decrypt(sealed, PLACE)) as AccountLetter;
    const channel = this.channels.get('email');
    if (!channel?.configured || expiresAt <= this.clock.now()) return { sent: false };
    const language = to.language ?? this.config.defaultLocale;
    const { subject, body } = ACCOUNT_LETTERS[purpose];
    const text = say(body, language, { name: to.name, username: to.username, until: this.time.format(expiresAt) });
    // notifications count upwards from 1: letters are told apart from them by their sign
    await channel.send({ id: -run.id, address: to.email, name: to.name, subject: say(subject, language), body: text, link }, run.signal);
    return { sent: true };
  }
}
