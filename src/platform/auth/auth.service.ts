import { Injectable } from '@nestjs/common';
import type { Actor } from '../context/actor.js';
import { authErrors } from './auth.errors.js';
import { PrincipalRegistry } from './principal-registry.js';
import type { GivenCode } from './second-step/second-steps.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { type TokenPair, TokenSignInService } from './sign-in/token-sign-in.service.js';

export interface SignedInUser {
  id: number;
  name: string;
  roles: readonly string[];
  departmentId: number | null;
  language: string | null;
}

const userOf = ({ id, name, roles, departmentId, language }: Actor): SignedInUser => ({ id, name, roles, departmentId, language });

/** Signing in and out of the API (REQ-A1, A2). */
@Injectable()
export class AuthService {
  constructor(
    private readonly signIns: SignInService,
    private readonly tokens: TokenSignInService,
    private readonly principals: PrincipalRegistry,
  ) {}

  /** @throws auth.wrong, auth.second-step-required, auth.second-step-wrong (401), auth.locked (429). */
  async login(
    { rememberMe = false, ...attempt }: { username: string; password: string; rememberMe?: boolean | undefined } & GivenCode,
    userAgent?: string,
  ): Promise<TokenPair & { user: SignedInUser }> {
    const verdict = await this.signIns.verify({ ...attempt, kind: 'staff', door: 'token', userAgent });
    if (!verdict.ok) throw verdict.refusal;
    const actor = await this.principals.of('staff').load(verdict.principalId);
    if (!actor) throw authErrors['auth.wrong']();
    return { ...(await this.tokens.open(actor, rememberMe, userAgent)), user: userOf(actor) };
  }
}
