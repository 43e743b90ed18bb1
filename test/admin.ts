import type { Type } from '@nestjs/common';
import { startApp, type TestApp } from './app.js';

/** The real application with a module of the test's own. */
export const startAppWith = (extra: Type, env: Record<string, string> = {}): Promise<TestApp> => startApp(env, undefined, [extra]);

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  raw: Buffer;
  body: any; // answers are looked into field by field
}

/** A browser in the back office: keeps its cookies, sends its CSRF token as AdminJS's client does. */
export class BackOffice {
  readonly cookies = new Map<string, string>();
  constructor(private readonly testApp: TestApp) {}

  async signIn(username: string, password: string): Promise<this> {
    const answer = await this.send('POST', '/admin/login', { form: { username, password } });
    if (answer.status !== 303) throw new Error(`back-office sign-in of ${username}: ${answer.status}`);
    return this;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('GET', `/admin${path}`, { headers });
  }

  post(path: string, json: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send('POST', `/admin${path}`, { json, headers });
  }

  list(resource: string, query = ''): Promise<Answer> {
    return this.get(`/api/resources/${resource}/actions/list${query}`);
  }

  /** Any address of the site. */
  async send(
    method: string,
    path: string,
    options: { json?: unknown; form?: Record<string, string>; body?: Buffer | string; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const csrf = this.cookies.get('XSRF-TOKEN');
    const headers = { ...(cookie ? { cookie } : {}), ...(csrf && method !== 'GET' ? { 'x-xsrf-token': csrf } : {}), ...options.headers };
    const payload = options.form ? new URLSearchParams(options.form).toString() : (options.body ?? options.json);
    const type: Record<string, string> = options.form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
    const answer = await this.testApp.app.inject({
      method: method as 'GET',
      url: path,
      headers: { ...type, ...headers },
      ...(payload === undefined ? {} : { payload: payload as string }),
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return {
      status: answer.statusCode,
      headers: answer.headers as Answer['headers'],
      text: answer.body,
      raw: answer.rawPayload,
      body: /json/.test(String(answer.headers['content-type'])) && answer.body ? answer.json() : undefined,
    };
  }
}
