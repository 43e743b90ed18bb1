import { setTimeout as sleep } from 'node:timers/promises';
import type { TestApp } from './app.js';
import type { AuthHeaders } from './staff.js';

/** What `/api/imports/:id` tells. */
export interface ImportAnswer {
  id: number;
  state: string;
  jobId: number | null;
  error: string | null;
  created: number;
  updated: number;
  duplicate: number;
  invalid: number;
  succeeded: number;
  failed: number;
  totalRows: number;
  header: string[];
  renamed: { column: string; heading: string | null; as: string }[];
  sample: { rowNumber: number; cells: (string | null)[] }[];
  mapping: { columns: { column: string; field: string }[] };
}
export interface RowAnswer {
  rowNumber: number;
  outcome: string;
  customerId: number | null;
  faults: { path: string; code: string; message: string }[];
  cells: (string | null)[] | null;
}

/** Somebody who imports, through the API. */
export class Importer {
  constructor(
    private readonly house: TestApp,
    readonly headers: AuthHeaders,
    private readonly language = 'en',
  ) {}

  /** The raw answer to an upload; objects among the fields go as JSON. */
  upload(file: string | Buffer, fields: Record<string, unknown> = {}, fileName = 'leads.csv') {
    const boundary = 'x-boundary';
    const parts = Object.entries(fields).map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${typeof value === 'string' ? value : JSON.stringify(value)}\r\n`,
    );
    const head = `${parts.join('')}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
    const payload = Buffer.concat([Buffer.from(head), Buffer.from(file as string), Buffer.from(`\r\n--${boundary}--\r\n`)]);
    return this.house.app.inject({
      method: 'POST',
      url: '/api/imports',
      headers: { ...this.headers, 'content-type': `multipart/form-data; boundary=${boundary}`, 'accept-language': this.language },
      payload,
    });
  }

  /** Uploads and starts. @throws with the answer when that is refused. */
  async start(file: string | Buffer, fields: Record<string, unknown> = {}, fileName?: string): Promise<ImportAnswer> {
    const answer = await this.upload(file, { start: 'true', ...fields }, fileName);
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json<ImportAnswer>();
  }

  async import(file: string | Buffer, fields: Record<string, unknown> = {}, fileName?: string): Promise<ImportAnswer> {
    return this.ended((await this.start(file, fields, fileName)).id);
  }

  async get<T = ImportAnswer>(path: string): Promise<T> {
    return (
      await this.house.app.inject({ url: `/api/imports/${path}`, headers: { ...this.headers, 'accept-language': this.language } })
    ).json<T>();
  }

  post(path: string, payload: object = {}) {
    return this.house.app.inject({
      method: 'POST',
      url: `/api/imports/${path}`,
      headers: { ...this.headers, 'accept-language': this.language },
      payload,
    });
  }

  async rows(id: number, query = ''): Promise<RowAnswer[]> {
    return (await this.get<{ items: RowAnswer[] }>(`${id}/rows${query}`)).items;
  }

  async until(id: number, what: (answer: ImportAnswer) => boolean, seconds = 15): Promise<ImportAnswer> {
    for (let i = 0; i < seconds * 40; i++) {
      const answer = await this.get(String(id));
      if (what(answer)) return answer;
      await sleep(25);
    }
    throw new Error(`import ${id}: it did not happen in time`);
  }

  ended(id: number, seconds?: number): Promise<ImportAnswer> {
    return this.until(id, ({ state }) => !['waiting', 'running'].includes(state), seconds);
  }
}
