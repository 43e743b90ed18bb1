import type { FastifyInstance, FastifyRequest } from 'fastify';

const DEEPEST = 32;

type Done = (error: Error | null, body?: unknown) => void;
const refused = (message: string) => Object.assign(new Error(message), { statusCode: 400 });

/** JSON is the one kind of body the API takes (besides multipart): no forms, no text. Keys that reach for the prototype are refused. */
export function registerJsonBodies(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error') as (request: FastifyRequest, body: string, done: Done) => void;
  fastify.removeContentTypeParser(['application/json', 'text/plain']);
  fastify.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    // clients name the type on a POST without a body, too
    if (body === '') return done(null, undefined);
    if (depthOf(body) > DEEPEST) return done(refused('nested too deeply'));
    parse(request, body, done as Done);
  });
}

/** How deep arrays and objects are nested, without parsing. */
export function depthOf(json: string): number {
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
