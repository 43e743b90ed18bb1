import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { ClsServiceManager } from 'nestjs-cls';
import type { Config } from '../config/config.js';
import type { Actor } from '../context/actor.js';
import { languageOf } from '../context/language.js';

const STORE = Symbol('context');
type Marked = IncomingMessage & { [STORE]?: { requestId?: string; actor?: Pick<Actor, 'kind' | 'id'> } };

/** The id of a request, also where its context is gone (hooks after the answer). */
export const requestIdOf = (request: IncomingMessage): string | undefined => (request as Marked)[STORE]?.requestId;

/** `staff 17`: who turned out to have sent the request; never a name. */
export function actorOf(request: IncomingMessage): string | undefined {
  const actor = (request as Marked)[STORE]?.actor;
  return actor && `${actor.kind} ${actor.id}`;
}

/** First of all hooks: one request context around the API, the back office and the portal alike. */
export function openContexts(fastify: FastifyInstance, config: Config): void {
  const contexts = ClsServiceManager.getClsService();
  fastify.addHook('onRequest', ({ raw }, reply, done) => {
    const given = raw.headers['x-request-id'];
    const requestId = typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
    void reply.header('x-request-id', requestId);
    const language = languageOf(raw.headers['accept-language'], config.defaultLocale);
    const store = { requestId, language, source: 'api', address: addressOf(raw, config.trustProxy) };
    (raw as Marked)[STORE] = store;
    contexts.runWith(store as never, done);
  });
}

/** The client's address. Behind a trusted proxy it is what that proxy has added: the last entry; those before it are the client's own words. */
export function addressOf(request: IncomingMessage, trustProxy: boolean): string | null {
  const header = trustProxy ? request.headers['x-forwarded-for'] : undefined;
  const forwarded = (Array.isArray(header) ? header.join(',') : header)?.split(',').at(-1)?.trim();
  return (forwarded || request.socket.remoteAddress)?.slice(0, 64) ?? null;
}
