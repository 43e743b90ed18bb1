import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../context/actor.js';
import { commonErrors } from '../errors/common.errors.js';
import { Declarations } from '../registry/declarations.js';
import { ApiKeyDoor, KEY_PREFIX } from './api-keys/api-key-door.js';
import { AccessTokens } from './sign-in/access-tokens.js';
import { PrincipalRegistry } from './principal-registry.js';
import { SessionRegister } from './sessions/session-register.js';
import { authErrors } from './auth.errors.js';
import { SecondStepDuty } from './second-step/second-step-duty.js';
import { Sessions } from './sessions/sessions.js';

export interface AuthenticableRequest {
  method: string;
  headers: IncomingHttpHeaders;
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Who sent this request: a bearer token first, else the staff cookie, which needs its CSRF proof on every write (REQ-A9, A16). */
@Injectable()
export class Authenticator {
  constructor(
    private readonly access: AccessTokens,
    private readonly register: SessionRegister,
    private readonly principals: PrincipalRegistry,
    private readonly sessions: Sessions,
    private readonly duty: SecondStepDuty,
    private readonly declarations: Declarations,
  ) {}

  /** `beforeSecondStep`: also while he owes one. @returns null when nobody is known. @throws csrf, auth.second-step-missing (403), and what `ApiKeyDoor` does. */
  async authenticate(request: AuthenticableRequest, beforeSecondStep = false): Promise<Actor | null> {
    const actor = await this.identify(request);
    if (actor && !beforeSecondStep && (await this.duty.owes(actor))) throw authErrors['auth.second-step-missing']();
    return actor;
  }

  private async identify(request: AuthenticableRequest): Promise<Actor | null> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const token = /^Bearer ([\w.-]{1,2000})$/i.exec(authorization)?.[1];
      return token?.startsWith(KEY_PREFIX) ? this.byKey(token, request.method) : this.byBearer(token);
    }
    const actor = await this.sessions.principal(request.headers);
    if (actor && !READING.has(request.method) && !this.sessions.csrfOk(request.headers)) throw commonErrors.csrf();
    return actor;
  }

  private async byKey(token: string, method: string): Promise<Actor | null> {
    const [door] = this.declarations.implementationsOf(ApiKeyDoor);
    return door ? door.open(token, method) : null;
  }

  private async byBearer(token: string | undefined): Promise<Actor | null> {
    const claims = token ? await this.access.verify(token) : null;
    if (!claims || !(await this.register.stands(claims.sessionId))) return null;
    return this.principals.of(claims.kind).load(claims.principalId);
  }
}
