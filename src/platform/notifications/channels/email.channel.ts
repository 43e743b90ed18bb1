import { PassThrough, type Readable } from 'node:stream';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Config } from '../../config/config.js';
import { Channel, ChannelRefusal, type Letter } from '../channel.js';
import { ChannelPatience } from '../channel-patience.js';
import { htmlOf } from './email-html.js';

interface SmtpError {
  responseCode?: number;
  response?: string;
  code?: string;
  message: string;
}

/** E-mail over SMTP. */
@Injectable()
export class EmailChannel extends Channel implements OnApplicationShutdown {
  readonly code = 'email';
  readonly audience = 'email';
  override readonly keptUnconfigured = true;
  private transport: Transporter | undefined;

  constructor(
    private readonly config: Config,
    private readonly patience: ChannelPatience,
  ) {
    super();
  }

  get configured(): boolean {
    return this.config.smtpUrl !== null;
  }

  async send({ id, address, name, subject, body, link }: Letter): Promise<string> {
    const plain = address ?? '';
    if (!/^[^\s<>,;:"()@]+@[^\s<>,;:"()@]+$/.test(plain)) throw new ChannelRefusal('never', 'the address is not an e-mail address');
    const title = oneLine(subject);
    let handedOver = false;
    try {
      const { response } = (await this.connection().sendMail({
        from: this.config.mailFrom,
        to: { name: oneLine(name), address: plain },
        subject: title,
        text: link ? `${body}\n\n${link}\n` : body,
        html: htmlOf(title, body, link),
        // the same for every try, so that a mailbox can tell a repetition
        messageId: `<delivery-${id}@${new URL(this.config.publicUrl).hostname}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        handedOver: () => (handedOver = true),
      } as object)) as { response: string };
      return response;
    } catch (error) {
      throw refusalOf(error as SmtpError, handedOver);
    }
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }

  private connection(): Transporter {
    if (this.transport) return this.transport;
    const { connectMs, answerMs } = this.patience;
    this.transport = createTransport({
      url: this.config.smtpUrl!,
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      dnsTimeout: connectMs,
      socketTimeout: answerMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.transport.use('stream', (mail, done) => {
      noteTheEnd(mail as unknown as ComposedMail);
      done();
    });
    return this.transport;
  }
}

/** A header is one line, whatever people typed. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

interface ComposedMail {
  data: { handedOver(): void };
  message: { processFunc(process: (content: Readable) => Readable): void };
}

/** Once the whole mail has been written to the server, a silence no longer means that it has not arrived. */
function noteTheEnd({ data, message }: ComposedMail): void {
  message.processFunc((content) => content.pipe(new PassThrough()).once('end', () => data.handedOver()));
}

function refusalOf({ responseCode, response, code, message }: SmtpError, handedOver: boolean): ChannelRefusal {
  const answer = response ?? `${code ?? 'error'}: ${message}`;
  if (responseCode) return new ChannelRefusal(responseCode >= 500 ? 'never' : 'later', answer);
  return new ChannelRefusal(handedOver ? 'unknown' : 'later', answer);
}
