import type { TestApp } from './app.js';
import { headersOf } from './builders/held-customers.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export interface Answer {
  status: number;
  body: any;
}

/** A call of the API, in English. */
export async function call({ app }: TestApp, method: Method, path: string, who: { headers: object }, payload?: object): Promise<Answer> {
  const headers = { ...who.headers, 'accept-language': 'en' };
  const answer = await app.inject({ method, url: `/api${path}`, headers, ...(payload ? { payload } : {}) });
  return { status: answer.statusCode, body: answer.body ? answer.json() : null };
}

/** The same in a session that begins now: moving the clock by days ends older ones. */
export async function callNow(house: TestApp, method: Method, path: string, who: { id: number }, payload?: object): Promise<Answer> {
  return call(house, method, path, { headers: await headersOf(house, who.id) }, payload);
}

/** What was answered. @throws with it where it is a refusal. */
export async function done(answer: Answer | Promise<Answer>): Promise<any> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}
