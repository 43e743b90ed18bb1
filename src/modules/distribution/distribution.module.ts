import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { permissionSets } from '../../platform/permissions/permission-set.js';
import { settingDefinitions } from '../../platform/settings/setting-definition.js';
import { CustomersModule } from '../customers/customers.module.js';
import { OwnershipModule } from '../customers/ownership.module.js';
import { RbacModule } from '../rbac/rbac.module.js';
import { AssignmentArrivals } from './assignment/assignment-arrivals.js';
import { AssignmentChild } from './assignment/assignment-child.js';
import { AssignmentAdmin, assignmentResource, customersMenu, distributionPage } from './assignment/assignment.admin.js';
import { AssignmentController } from './assignment/assignment.controller.js';
import { Assignment, DistributionRun } from './assignment/assignment.entity.js';
import { AssignmentHandlers } from './assignment/assignment.handlers.js';
import { assignmentPermissions } from './assignment/assignment.permissions.js';
import { AssignmentLog } from './assignment/assignment-log.service.js';
import { AssignmentRepository } from './assignment/assignment.repository.js';
import { AssignmentService } from './assignment/assignment.service.js';
import { DistributionFigures } from './distribution-figures.js';
import { DistributionFiguresRepository } from './distribution-figures.repository.js';
import { distributionUses } from './distribution.uses.js';
import { distributionCards, DueCard, PendingCard, PoolCard, TeamDueCard } from './distribution.home.js';
import { DistributionRunService } from './assignment/distribution-run.service.js';
import { pendingHoursSetting, strategySetting } from './distribution.settings.js';
import { InsightRepository } from './assignment/insight.repository.js';
import { InsightService } from './assignment/insight.service.js';
import { PendingTimeoutService } from './assignment/pending-timeout.service.js';
import { PoolModule } from './pool.module.js';
import { QuotaAdmin, quotaResource } from './quota/quota.admin.js';
import { QuotaController } from './quota/quota.controller.js';
import { Quota, Rotation, Turn } from './quota/quota.entity.js';
import { QuotaReferences } from './quota/quota-references.js';
import { QuotaRepository } from './quota/quota.repository.js';
import { QuotaService } from './quota/quota.service.js';
import { RosterRepository } from './assignment/roster.repository.js';
import { RosterService } from './assignment/roster.service.js';
import { RunReport } from './assignment/run-report.service.js';
import { distributionAudit, distributionRecordValues, distributionRecordWords } from './distribution.audit.js';
import { distributionDocs } from './distribution.docs.js';
import { assignmentJobs } from './assignment/assignment.jobs.js';

/** Who gets what and when: the public pool, and automatic distribution with its quotas, rotation, runs and record of every decision. */
@Module({
  imports: [
    TypeOrmModule.forFeature([Quota, Turn, Rotation, DistributionRun, Assignment]),
    CustomersModule,
    OwnershipModule,
    PoolModule,
    RbacModule,
  ],
  controllers: [QuotaController, AssignmentController],
  providers: [
    ...distributionDocs,
    AssignmentArrivals,
    AssignmentChild,
    AssignmentAdmin,
    assignmentResource,
    customersMenu,
    distributionAudit,
    distributionRecordValues,
    distributionRecordWords,
    distributionPage,
    assignmentJobs,
    AssignmentHandlers,
    AssignmentLog,
    AssignmentRepository,
    AssignmentService,
    ...distributionCards,
    ...distributionUses,
    DueCard,
    TeamDueCard,
    PendingCard,
    PoolCard,
    DistributionFigures,
    DistributionFiguresRepository,
    DistributionRunService,
    InsightRepository,
    InsightService,
    PendingTimeoutService,
    QuotaAdmin,
    quotaResource,
    QuotaReferences,
    QuotaRepository,
    QuotaService,
    RosterRepository,
    RosterService,
    RunReport,
    permissionSets.declare(assignmentPermissions),
    settingDefinitions.declare(strategySetting),
    settingDefinitions.declare(pendingHoursSetting),
  ],
})
export class DistributionModule {}
