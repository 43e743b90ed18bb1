import { OutgoingFailure, postOutgoing } from '../../outgoing/outgoing-post.js';
import { ChannelRefusal } from '../channel.js';
import type { ChannelPatience } from '../channel-patience.js';

/** Whom to tell: an address of the configuration, and what beside public addresses may be called. */
export interface Provider {
  readonly address: string;
  readonly allow: readonly string[];
}

/** Posts JSON to a provider of the configuration. @returns what it answers. @throws ChannelRefusal: later for 429 and 5xx, never for other refusals. */
export async function postJson(
  { address, allow }: Provider,
  body: object,
  patience: ChannelPatience,
  signal: AbortSignal,
): Promise<string> {
  const answer = await postOutgoing(address, body, { allow, within: patience.callMs, signal }).catch((error: unknown) => {
    if (!(error instanceof OutgoingFailure)) throw error;
    // what nobody has heard of is told again; after that nobody knows
    throw new ChannelRefusal(error.untouched ? 'later' : 'unknown', error.code);
  });
  const text = answer.text.slice(0, 400);
  const { status } = answer;
  if (status >= 200 && status < 300) return text || String(status);
  throw new ChannelRefusal(status === 429 || status >= 500 ? 'later' : 'never', `${status} ${text}`);
}
