import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Authenticator } from '../auth/authenticator.js';
import { Context } from '../context/context.js';
import { commonErrors } from '../errors/common.errors.js';
import { PERMIT, type Requirement } from './permit.js';

/** Deny by default: a route without a requirement does not start (see route-check), and would be refused here. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly context: Context,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const requirement = this.reflector.getAllAndOverride<Requirement | undefined>(PERMIT, [execution.getHandler(), execution.getClass()]);
    if (requirement?.kind === 'public') return true;
    const actor = await this.authenticator.authenticate(execution.switchToHttp().getRequest());
    if (!actor) throw commonErrors['auth.required']();
    if (actor.kind !== 'staff') throw commonErrors.forbidden();
    this.context.set({ actor });
    if (!requirement) throw commonErrors.forbidden();
    if (requirement.kind === 'permission' && !actor.ability.can(requirement.action, requirement.subject)) throw commonErrors.forbidden();
    return true;
  }
}
