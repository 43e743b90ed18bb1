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

/** Refusals that any route may meet; the others are of things of their own. */
const GENERAL = new Set([
  'input',
  'auth',
  'forbidden',
  'field',
  'not-found',
  'stale',
  'conflict',
  'in-use',
  'unique',
  'too-many',
  'idempotency',
  'body',
  'media',
]);
/** Of the general ones, those that only some methods meet. */
const ONLY: Readonly<Record<string, readonly string[]>> = {
  stale: ['patch', 'put'],
  'in-use': ['delete'],
  'unique.violated': ['post', 'patch', 'put'],
  'idempotency.in-flight': ['post'],
  'idempotency.answer-gone': ['post'],
};

/** The codes that a route answers with this status: general ones, and those of its thing (`own`: what they begin with). */
function codesOf(status: number, { method, own }: { method: string; own: readonly string[] }): string[] {
  const ofThing = (code: string) => own.includes(code.split('.')[0]!);
  return [...errorCatalogue]
    .filter(([code, definition]) => definition.status === status && (ofThing(code) || GENERAL.has(code.split('.')[0]!)))
    .filter(([code]) => !ONLY[code] || ONLY[code].includes(method))
    .filter(([code]) => ofThing(code) || !code.startsWith('auth.') || code === 'auth.required')
    .map(([code]) => code)
    .sort((a, b) => (a < b ? -1 : 1));
}

export function problemAnswer(status: number, about: { method: string; own: readonly string[] } = { method: '', own: [] }) {
  const codes = codesOf(status, about);
  const usual = EXAMPLES[status] ?? 'conflict';
  const code = status === 409 && codes.includes('stale') ? 'stale' : usual;
  const example = {
    type: `urn:tide:error:${code}`,
    title: TITLES[status],
    status,
    detail: errorCatalogue.get(code)?.text.en ?? '',
    code,
    requestId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  };
  return {
    description: `${TITLES[status] ?? 'Refused'}. Codes: ${(codes.length ? codes : [code]).map((one) => `\`${one}\``).join(', ')}`,
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
