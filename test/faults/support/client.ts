import { Agent, request } from 'node:http';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  body: T;
}

/** Somebody with a token who keeps calling while things break. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true });
  constructor(
    private readonly address: () => string,
    private readonly headers: Record<string, string>,
  ) {}

  /** @returns undefined when the connection broke: then nobody knows whether it was done. */
  async call<T = Record<string, unknown>>(
    method: string,
    path: string,
    payload?: object | Buffer,
    more: Record<string, string> = {},
    timeout = 30_000,
  ): Promise<Answer<T> | undefined> {
    const raw = Buffer.isBuffer(payload);
    const body = payload === undefined || raw ? payload : Buffer.from(JSON.stringify(payload));
    return new Promise((resolve) => {
      const url = new URL(path, this.address());
      const headers = { ...(body && !raw ? { 'content-type': 'application/json' } : {}), ...this.headers, ...more };
      const call = request(url, { method, agent: this.agent, headers, timeout }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode!, body: (text ? parse(text) : {}) as T }));
        answer.on('error', () => resolve(undefined));
      });
      call.on('timeout', () => call.destroy());
      call.on('error', () => resolve(undefined));
      call.end(body);
    });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}
