import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { FieldSight } from './field-sight.js';
import { PermissionGuard } from './permission.guard.js';
import { RouteCheck } from './route-check.js';
import { Scope } from './scope.js';

@Global()
@Module({
  providers: [Scope, FieldSight, RouteCheck, { provide: APP_GUARD, useClass: PermissionGuard }],
  exports: [Scope, FieldSight, RouteCheck],
})
export class PermissionsModule {}
