import { z } from 'zod';
import { errorCatalogue } from '../../errors/domain-error.js';
import { zodConverter } from './zod-converter.js';

const problem = z
  .object({
    type: z.string().meta({ examples: ['urn:tide:error:input.invalid'] }),
    title: z.string(),
    status: z.int(),
    detail: z.string().describe('In the language of Accept-Language (zh-CN or en).'),
    code: z.string().describe('Stable; see the list of codes in the description of this document.'),
    requestId: z.string().nullable(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });

export const problemComponents = (): Record<string, unknown> => zodConverter(problem, { schemaType: 'output' })?.components ?? {};

const TITLES: Record<number, string> = {
  400: 'The input is malformed or not valid; every fault is named',
  401: 'Nobody is signed in, or the credentials are no longer good',
  403: 'The caller may not do this at all',
  404: 'Not there, or not within the reach of the caller',
  409: 'The present state does not allow this: a duplicate, a lost race, a stale version',
  413: 'The body is too large',
  415: 'This kind of body is not taken',
  422: 'The Idempotency-Key was used with another body',
  429: 'Too many tries',
};
const EXAMPLES: Record<number, string> = {
  400: 'input.invalid',
  401: 'auth.required',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  413: 'body.too-large',
  415: 'media.unsupported',
  422: 'idempotency.other-body',
  429: 'too-many',
};

export function problemAnswer(status: number) {
  const code = EXAMPLES[status] ?? 'conflict';
  const example = {
    type: `urn:tide:error:${code}`,
    title: TITLES[status],
    status,
    detail: errorCatalogue.get(code)?.text.en ?? '',
    code,
    requestId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  };
  return {
    description: TITLES[status] ?? 'Refused',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' }, example } },
  };
}

/** Every code with its status and text, as a table. */
export function codeTable(): string {
  const rows = [...errorCatalogue]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, { status, text }]) => `| \`${code}\` | ${status} | ${text.en} | ${text['zh-CN']} |`);
  return ['| code | status | en | zh-CN |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
