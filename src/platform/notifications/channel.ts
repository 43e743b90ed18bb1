/** What one channel carries to one recipient, in his language. */
export interface Letter {
  /** The same for every try of one delivery, so that a provider can tell a repetition. */
  readonly id: number;
  /** E-mail address or telephone number; null for a channel with the audience `group`. */
  readonly address: string | null;
  readonly name: string;
  readonly subject: string;
  /** Empty in a group: all it may hear stands in the subject. */
  readonly body: string;
  /** A whole address. */
  readonly link: string | null;
}

/** The provider did not take it. Anything else that `send` throws counts as `later`. */
export class ChannelRefusal extends Error {
  constructor(
    /** `later`: try again by plan · `never`: give up · `unknown`: it may have arrived, so it is not sent again by itself. */
    readonly outcome: 'later' | 'never' | 'unknown',
    readonly answer: string,
  ) {
    super(answer);
    this.name = 'ChannelRefusal';
  }
}

/** Who hears what a channel says: one person at his own address, or everybody in a chat. */
export type Audience = 'email' | 'phone' | 'group';

/**
 * Port: a way to reach people (REQ-Q1). A provider that extends it is found at start; configuration alone switches it on (REQ-Q2, Q3),
 * and one without `send` neither compiles nor starts (REQ-Q4).
 */
export abstract class Channel {
  abstract readonly code: string;
  /** Whether the configuration names its provider. */
  abstract readonly configured: boolean;
  /** Where it is sent; `group` is one message a call, to a robot in a chat, and only of messages that say so. */
  abstract readonly audience: Audience;
  /** Its messages are kept and shown as long as it is not configured; those of the others are not made at all. */
  readonly keptUnconfigured: boolean = false;
  /** At most this many in any minute, from all processes together; the rest waits. */
  readonly perMinute: number | null = null;
  /** @returns the provider's answer. @throws ChannelRefusal */
  abstract send(letter: Letter, signal: AbortSignal): Promise<string>;
}
