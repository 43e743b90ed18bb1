import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const DEEPEST = 32;
/** Only by such an escape can JSON in UTF-8 name half a pair. */
const HALF_PAIR = /\\u[dD][89a-fA-F]/;

type Done = (error: Error | null, body?: unknown) => void;
const refused = (message: string) => Object.assign(new Error(message), { statusCode: 400 });

/**
 * JSON is the one kind of body the API takes (besides multipart): no forms, no text. Keys that reach for the prototype are refused, and so is
 * text that no database could give back as it was sent: another encoding than UTF-8 (GBK, say), half a surrogate pair.
 */
export function registerJsonBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error') as (request: FastifyRequest, body: string, done: Done) => void;
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, bytes, done) => {
    // clients name the type on a POST without a body, too
    if (bytes.length === 0) return done(null, undefined);
    if (!isUtf8(bytes)) return done(refused('not UTF-8'));
    const body = bytes.toString('utf8');
    if (depthOf(body) > DEEPEST) return done(refused('nested too deeply'));
    const whole: Done = (error, value) =>
      !error && HALF_PAIR.test(body) && !isWhole(value) ? done(refused('half a character')) : done(error, value);
    parse(request, body, whole);
  });
}

/** How deep arrays and objects are nested, without parsing. */
function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < json.length; i++) {
    const c = json.charCodeAt(i);
    if (quoted) {
      if (c === 92) i++;
      else if (c === 34) quoted = false;
    } else if (c === 34) quoted = true;
    else if (c === 91 || c === 123) deepest = Math.max(deepest, ++depth);
    else if (c === 93 || c === 125) depth--;
  }
  return deepest;
}

function isWhole(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  return typeof value !== 'object' || value === null || Object.entries(value).every(([key, part]) => key.isWellFormed() && isWhole(part));
}
