import { ChannelRefusal, type Letter } from '../channel.js';
import type { ChannelPatience } from '../channel-patience.js';
import { postJson, type Provider } from './webhook-post.js';

/** More than 20 a minute would silence a robot for ten minutes. */
export const ROBOT_PER_MINUTE = 18;

/** Says a letter in a group. The robots of WeCom and DingTalk answer 200 with an error code of their own; with one of `busy` it is tried again. */
export async function tellGroup(
  robot: Provider & { readonly busy: readonly number[] },
  { subject, body, link }: Letter,
  patience: ChannelPatience,
  signal: AbortSignal,
): Promise<string> {
  const content = [subject, body, link].filter(Boolean).join('\n');
  const answer = await postJson(robot, { msgtype: 'text', text: { content } }, patience, signal);
  let code: unknown;
  try {
    code = (JSON.parse(answer) as { errcode?: unknown }).errcode;
  } catch {
    throw new ChannelRefusal('unknown', `not the answer of a robot: ${answer}`);
  }
  if (code === 0) return answer;
  throw new ChannelRefusal(robot.busy.includes(Number(code)) ? 'later' : 'never', answer);
}
