import { ApiClient } from 'adminjs';
import { t, toSecondStep, toSignIn, useLanguage } from './client';

type Options = Record<string, unknown> & { data?: unknown; headers?: Record<string, string> };
type Answer = { status: number; data: unknown };
type Method = (options: Options) => Promise<Answer>;

/** Flat fields as JSON: which other sites cannot send, and which needs no multipart reading. Files stay out of these forms. */
function asJson(data: unknown): unknown {
  if (!(data instanceof FormData)) return data;
  return Object.fromEntries([...data.entries()].filter(([, value]) => typeof value === 'string'));
}

const broken = () => ({
  notice: { message: t({ 'zh-CN': '服务暂时没有响应，请稍后重试', en: 'The service does not answer; try again shortly' }), type: 'error' },
  records: [],
  record: { params: {}, populated: {}, errors: {} },
  meta: { total: 0, perPage: 20, page: 1 },
});

/**
 * AdminJS's client reads `notice` and `errors` from any answer, but throws away those whose status is not 2xx.
 * Ours answers refusals with their true status, so every status is let through to it.
 */
export function patchClient(): void {
  const client = ApiClient.prototype as unknown as Record<string, Method>;
  for (const name of ['resourceAction', 'recordAction', 'bulkAction', 'getDashboard', 'getPage']) {
    const original = client[name]!;
    client[name] = async function call(this: unknown, options: Options = {}) {
      const headers = {
        'Accept-Language': useLanguage(),
        ...options.headers,
        ...(options.data instanceof FormData ? { 'Content-Type': 'application/json' } : {}),
      };
      const answer = await original.call(this, {
        ...options,
        ...(options.data === undefined ? {} : { data: asJson(options.data) }),
        headers,
        validateStatus: () => true,
      });
      if (answer.status === 401) toSignIn();
      if ((answer.data as { code?: string } | undefined)?.code === 'auth.second-step-missing') toSecondStep();
      if (!answer.data || typeof answer.data !== 'object') return { ...answer, data: broken() };
      return answer;
    };
  }
}
