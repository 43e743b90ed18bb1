import { ChannelRefusal } from '../channel.js';
import type { ChannelPatience } from '../channel-patience.js';

/** Posts JSON to a provider of the configuration. @returns what it answers. @throws ChannelRefusal: later for 429 and 5xx, never for other refusals. */
export async function postJson(url: string, body: object, patience: ChannelPatience, signal: AbortSignal): Promise<string> {
  const limit = AbortSignal.timeout(patience.answerMs);
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.any([signal, limit]),
    });
    text = (await answer.text()).slice(0, 400);
  } catch (error) {
    // a refused connection has taken nothing; after that nobody knows
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    const untouched = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(code ?? '');
    throw new ChannelRefusal(untouched ? 'later' : 'unknown', code ?? (error as Error).name);
  }
  if (answer.ok) return text || String(answer.status);
  throw new ChannelRefusal(answer.status === 429 || answer.status >= 500 ? 'later' : 'never', `${answer.status} ${text}`);
}
