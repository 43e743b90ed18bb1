/** What pages of ours use to talk to the application: the language, texts, and calls to `/api` with the staff cookie. */

type Texts = { 'zh-CN': string; en: string };
interface State {
  locale: { language: 'zh-CN' | 'en'; translations: Record<string, { resources: Record<string, { properties: Record<string, string> }> }> };
  session: { id: number; email: string; timeZone: string; menus: { code: string; label: string; icon: string }[] };
  paths: { rootPath: string; loginPath: string };
}

const state = (): State => (window as unknown as { REDUX_STATE: State }).REDUX_STATE;

/** The caller's language; it changes only with a reload. */
export const useLanguage = (): 'zh-CN' | 'en' => state().locale.language;
export const session = (): State['session'] => state().session;

/** The text of the caller's language, with `{name}` filled in. */
export function t(texts: Texts, params: Record<string, string | number> = {}): string {
  return texts[useLanguage()].replace(/\{(\w+)\}/g, (whole, name: string) => (name in params ? String(params[name]) : whole));
}

const csrf = (): string =>
  document.cookie
    .split('; ')
    .find((c) => c.startsWith('XSRF-TOKEN='))
    ?.slice('XSRF-TOKEN='.length) ?? '';

export interface Fault {
  path: string;
  code: string;
  message: string;
}

/** A refusal of the API; `message` is for people, in their language. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly faults: Fault[] = [],
  ) {
    super(message);
  }
}

export function toSignIn(): void {
  window.location.assign(`${state().paths.loginPath}?next=${encodeURIComponent(window.location.pathname + window.location.search)}`);
}

/** A role of his has come to demand two-step sign-in: until it is set up there is nothing else to do. */
export function toSecondStep(): void {
  window.location.assign(`/admin/second-step?next=${encodeURIComponent(window.location.pathname + window.location.search)}`);
}

export interface CallOptions {
  method?: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** An object goes as JSON, a FormData as it is. */
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** What the screens call a field; nothing for a path of the API that no screen has. */
export function labelOf(path: string): string | undefined {
  const { resources } = state().locale.translations[useLanguage()]!;
  return Object.values(resources).find(({ properties }) => path in properties)?.properties[path];
}

/** Calls the API: `await api<Page>('/api/customers?page=1')`. @throws ApiError with the problem's text. */
export async function api<T = unknown>(path: string, { method = 'GET', body, headers = {}, signal }: CallOptions = {}): Promise<T> {
  const isForm = body instanceof FormData;
  const answer = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      'accept-language': useLanguage(),
      ...(method === 'GET' ? {} : { 'x-xsrf-token': csrf() }),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isForm ? (body as FormData) : JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'network', t({ 'zh-CN': '网络连接失败，请稍后重试', en: 'The connection failed; try again' }));
  });
  if (answer.status === 401) toSignIn();
  const text = await answer.text();
  const json = text && /json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined;
  if (answer.ok) return json as T;
  if (json?.code === 'auth.second-step-missing') toSecondStep();
  const faults: Fault[] = json?.errors ?? [];
  const detail =
    json?.detail ?? json?.notice?.message ?? t({ 'zh-CN': '操作失败（{status}）', en: 'It failed ({status})' }, { status: answer.status });
  throw new ApiError(
    answer.status,
    json?.code ?? 'unknown',
    [detail, ...faults.map((f) => (labelOf(f.path) ? `${labelOf(f.path)}: ${f.message}` : f.message))].join(' · '),
    faults,
  );
}

/** The text of anything that was thrown. */
export const messageOf = (error: unknown): string =>
  error instanceof ApiError ? error.message : t({ 'zh-CN': '出了点问题，请刷新后重试', en: 'Something went wrong; reload and try again' });
