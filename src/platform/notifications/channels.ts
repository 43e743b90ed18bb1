import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Declarations } from '../registry/declarations.js';
import { Channel } from './channel.js';
import { audiencesOf, type Message } from './message.js';

/** The ways to reach people that the loaded modules provide. */
@Injectable()
export class Channels implements OnModuleInit {
  private readonly known = new Map<string, Channel>();

  constructor(private readonly declarations: Declarations) {}

  onModuleInit(): void {
    for (const channel of this.declarations.implementationsOf(Channel)) {
      if (typeof channel.send !== 'function') throw new Error(`the channel ${channel.code} has no send()`);
      if (this.known.has(channel.code)) throw new Error(`two channels are called ${channel.code}`);
      this.known.set(channel.code, channel);
    }
  }

  /** Which deliveries a message makes now. */
  for(message: Pick<Message, 'channels'>): { code: string; kept: boolean; group: boolean }[] {
    return [...this.known.values()]
      .filter((channel) => (channel.configured || channel.keptUnconfigured) && audiencesOf(message).includes(channel.audience))
      .map((channel) => ({ code: channel.code, kept: !channel.configured, group: channel.audience === 'group' }));
  }

  /** Those that reach one person alone, as far as they carry or keep anything; `digests`: whether one of them may tell of a whole day. */
  personal(): { code: string; digests: boolean }[] {
    return [...this.known.values()]
      .filter((channel) => channel.audience !== 'group' && (channel.configured || channel.keptUnconfigured))
      .map(({ code, audience }) => ({ code, digests: audience === 'email' }));
  }

  get(code: string): Channel | undefined {
    return this.known.get(code);
  }

  get codes(): string[] {
    return [...this.known.keys()];
  }
}
