import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { permissionSets } from '../../platform/permissions/permission-set.js';
import { settingDefinitions } from '../../platform/settings/setting-definition.js';
import { OwnershipModule } from '../customers/ownership.module.js';
import { RbacModule } from '../rbac/rbac.module.js';
import { AssignmentController } from './assignment.controller.js';
import { Assignment, DistributionRun } from './assignment.entity.js';
import { AssignmentHandlers } from './assignment.handlers.js';
import { assignmentPermissions } from './assignment.permissions.js';
import { AssignmentRepository } from './assignment.repository.js';
import { AssignmentService } from './assignment.service.js';
import { DistributionRunService } from './distribution-run.service.js';
import { pendingHoursSetting, strategySetting } from './distribution.settings.js';
import { InsightRepository } from './insight.repository.js';
import { InsightService } from './insight.service.js';
import { PendingTimeoutService } from './pending-timeout.service.js';
import { QuotaController } from './quota.controller.js';
import { Quota, Rotation, Turn } from './quota.entity.js';
import { QuotaRepository } from './quota.repository.js';
import { QuotaService } from './quota.service.js';
import { RosterRepository } from './roster.repository.js';
import { RunReport } from './run-report.service.js';

/** Automatic distribution: quotas, the rotation, runs, and the record of every decision. */
@Module({
  imports: [TypeOrmModule.forFeature([Quota, Turn, Rotation, DistributionRun, Assignment]), OwnershipModule, RbacModule],
  controllers: [QuotaController, AssignmentController],
  providers: [
    AssignmentHandlers,
    AssignmentRepository,
    AssignmentService,
    DistributionRunService,
    InsightRepository,
    InsightService,
    PendingTimeoutService,
    QuotaRepository,
    QuotaService,
    RosterRepository,
    RunReport,
    permissionSets.declare(assignmentPermissions),
    settingDefinitions.declare(strategySetting),
    settingDefinitions.declare(pendingHoursSetting),
  ],
  exports: [AssignmentService, DistributionRunService],
})
export class AssignmentModule {}
