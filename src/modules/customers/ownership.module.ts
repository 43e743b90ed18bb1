import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { permissionSets } from '../../platform/permissions/permission-set.js';
import { RbacModule } from '../rbac/rbac.module.js';
import { ClaimRuleRepository } from './deadlines/claim-rule.repository.js';
import { Customer } from './customer.entity.js';
import { Acting } from './acting.js';
import { barProviders } from './bars/bar.providers.js';
import { CustomerNumber } from './bars/customer-number.entity.js';
import { CustomerReach } from './customer-reach.service.js';
import { customerPermissions } from './customers.permissions.js';
import { ClaimRuleController } from './deadlines/claim-rule.controller.js';
import { ClaimRules } from './deadlines/claim-rules.service.js';
import { ContactMasks } from './contact-masks.service.js';
import { DeadlineController } from './deadlines/deadline.controller.js';
import { DeadlineExplain } from './deadlines/deadline-explain.service.js';
import { DeadlineHandlers } from './deadlines/deadline.handlers.js';
import { DeadlineRefreshRepository } from './deadlines/deadline-refresh.repository.js';
import { DeadlineRefresh } from './deadlines/deadline-refresh.service.js';
import { DeadlinePreview } from './deadlines/deadline-preview.service.js';
import { ClaimRule, DeadlineRule } from './deadlines/deadline-rule.entity.js';
import { DeadlineRuleRepository } from './deadlines/deadline-rule.repository.js';
import { claimRuleResource } from './deadlines/claim-rule.admin.js';
import { DeadlineRuleAdmin, deadlineRuleResource } from './deadlines/deadline-rule.admin.js';
import { DeadlineRuleController } from './deadlines/deadline-rule.controller.js';
import { RuleFurtherFaults } from './deadlines/rule-further-faults.js';
import { RuleReferences } from './deadlines/deadline-rule-references.js';
import { DeadlineRules } from './deadlines/deadline-rules.service.js';
import { Deadlines } from './deadlines/deadlines.service.js';
import { ClaimDay, CustomerCount, CustomerCountDelta, HolderLoad, KeyBar } from './ownership/holder.entity.js';
import { HolderCaps } from './ownership/holder-caps.service.js';
import { HolderRoom } from './ownership/holder-room.service.js';
import { HolderLoadRepository } from './ownership/holder-load.repository.js';
import { OwnershipBeginnings } from './ownership/ownership-beginnings.js';
import { OwnershipExits } from './ownership/ownership-exits.service.js';
import { OwnershipOutcomes } from './ownership/ownership-outcomes.service.js';
import { OwnershipContinuity } from './ownership/ownership-continuity.service.js';
import { OwnershipClock } from './ownership/ownership-clock.service.js';
import { OwnershipExpiry } from './ownership/ownership-expiry.service.js';
import { OwnershipHistoryRepository } from './ownership/ownership-history.repository.js';
import { OwnershipPeople } from './ownership/ownership-people.service.js';
import { OwnershipPeopleRepository } from './ownership/ownership-people.repository.js';
import { OwnershipCalendarWatcher, OwnershipStaffFollower } from './ownership/ownership-watch.js';
import { OwnershipReturns } from './ownership/ownership-returns.service.js';
import { OwnershipReclaim } from './ownership/ownership-reclaim.service.js';
import { OwnershipUnionRepository } from './ownership/ownership-union.repository.js';
import { OwnershipUnions } from './ownership/ownership-unions.service.js';
import { SourceUnions } from './ownership/source-unions.service.js';
import { OwnershipWriter } from './ownership/ownership-writer.js';
import { Ownership } from './ownership/ownership.entity.js';
import { OwnershipRepository } from './ownership/ownership.repository.js';
import { OwnershipService } from './ownership/ownership.service.js';
import { TotalsRepository } from './ownership/totals.repository.js';
import { CustomerTotals } from './ownership/totals.js';
import { CustomersCalled } from './customers-called.service.js';
import { customersAudit, customersRecordValues, customersRecordWords } from './customers.audit.js';
import { deadlineJobs } from './deadlines/deadline.jobs.js';

/** Who owns whom, until when, and how many everybody has. Part of customers; distribution stands on it. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Customer,
      Ownership,
      HolderLoad,
      ClaimDay,
      KeyBar,
      CustomerNumber,
      CustomerCount,
      CustomerCountDelta,
      DeadlineRule,
      ClaimRule,
    ]),
    RbacModule,
  ],
  controllers: [DeadlineController, DeadlineRuleController, ClaimRuleController],
  providers: [
    customersAudit,
    customersRecordValues,
    customersRecordWords,
    deadlineRuleResource,
    claimRuleResource,
    Acting,
    ...barProviders,
    ClaimRules,
    ContactMasks,
    CustomerReach,
    CustomersCalled,
    DeadlineRuleAdmin,
    OwnershipContinuity,
    OwnershipBeginnings,
    OwnershipExits,
    OwnershipOutcomes,
    OwnershipPeople,
    OwnershipReclaim,
    OwnershipReturns,
    // here, because distribution needs the subject Customer; CustomersModule imports this module and does not declare it again
    permissionSets.declare(customerPermissions),
    ClaimRuleRepository,
    CustomerTotals,
    DeadlineExplain,
    deadlineJobs,
    DeadlineHandlers,
    DeadlinePreview,
    DeadlineRefresh,
    DeadlineRefreshRepository,
    DeadlineRuleRepository,
    DeadlineRules,
    Deadlines,
    HolderCaps,
    HolderLoadRepository,
    HolderRoom,
    OwnershipCalendarWatcher,
    OwnershipClock,
    OwnershipExpiry,
    OwnershipHistoryRepository,
    OwnershipPeopleRepository,
    OwnershipRepository,
    OwnershipService,
    OwnershipStaffFollower,
    OwnershipUnionRepository,
    OwnershipUnions,
    OwnershipWriter,
    RuleFurtherFaults,
    RuleReferences,
    SourceUnions,
    TotalsRepository,
  ],
  exports: [
    Acting,
    ...barProviders,
    ContactMasks,
    CustomerReach,
    CustomersCalled,
    CustomerTotals,
    DeadlineExplain,
    DeadlineRefresh,
    Deadlines,
    HolderCaps,
    HolderRoom,
    OwnershipContinuity,
    OwnershipClock,
    OwnershipExpiry,
    OwnershipPeople,
    OwnershipReclaim,
    OwnershipReturns,
    OwnershipService,
    OwnershipExits,
    OwnershipOutcomes,
    OwnershipUnions,
    SourceUnions,
  ],
})
export class OwnershipModule {}
