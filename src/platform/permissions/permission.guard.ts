import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { authErrors } from '../auth/auth.errors.js';
import { Authenticator } from '../auth/authenticator.js';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import { BEFORE_SECOND_STEP, PERMIT, PERSON_ONLY, type Requirement } from './permit.js';

/** Deny by default: a route without a requirement does not start (see route-check), and would be refused here. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly context: Context,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const places = [execution.getHandler(), execution.getClass()];
    const requirement = this.reflector.getAllAndOverride<Requirement | undefined>(PERMIT, places);
    if (requirement?.kind === 'public') return true;
    const request = execution.switchToHttp().getRequest<FastifyRequest>();
    const actor = await this.authenticator.authenticate(request, this.reflector.getAllAndOverride<boolean>(BEFORE_SECOND_STEP, places));
    if (!actor) throw commonErrors['auth.required']();
    if (actor.kind !== 'staff') throw commonErrors.forbidden();
    const personOnly = this.reflector.getAllAndOverride<boolean | undefined>(PERSON_ONLY, places) ?? requirement?.kind === 'signed-in';
    if (actor.key !== undefined && personOnly) throw authErrors['auth.person-only']();
    // a client that names no language hears its user's own
    const { language } = request.headers['accept-language'] === undefined ? actor : { language: null };
    // signed in by its cookie, it is a page of the back office that asks
    const source = request.headers.authorization === undefined ? ('admin' as const) : undefined;
    this.context.set({ actor, ...(language ? { language } : {}), ...(source ? { source } : {}) });
    if (!requirement) throw commonErrors.forbidden();
    if (requirement.kind === 'permission' && !actor.ability.can(requirement.action, requirement.subject)) throw commonErrors.forbidden();
    return true;
  }
}
