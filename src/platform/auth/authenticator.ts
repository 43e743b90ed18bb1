import type { IncomingHttpHeaders } from 'node:http';
import type { Actor } from '../context/actor.js';

export interface AuthenticableRequest {
  method: string;
  headers: IncomingHttpHeaders;
}

/** Port: who sent this request, by bearer token, API key or staff cookie (with its CSRF proof on writes). */
export abstract class Authenticator {
  /** @returns null when nobody is known. @throws csrf (403). */
  abstract authenticate(request: AuthenticableRequest): Promise<Actor | null>;
}
