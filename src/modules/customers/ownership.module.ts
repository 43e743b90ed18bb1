import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { permissionSets } from '../../platform/permissions/permission-set.js';
import { RbacModule } from '../rbac/rbac.module.js';
import { ClaimRuleRepository } from './claim-rule.repository.js';
import { Customer } from './customer.entity.js';
import { customerPermissions } from './customers.permissions.js';
import { ClaimRuleController } from './claim-rule.controller.js';
import { ClaimRules } from './claim-rules.service.js';
import { ContactMasks } from './contact-masks.service.js';
import { DeadlineController } from './deadline.controller.js';
import { DeadlineExplain } from './deadline-explain.service.js';
import { DeadlineHandlers } from './deadline.handlers.js';
import { DeadlineRefreshRepository } from './deadline-refresh.repository.js';
import { DeadlineRefresh } from './deadline-refresh.service.js';
import { DeadlinePreview } from './deadline-preview.service.js';
import { ClaimRule, DeadlineRule } from './deadline-rule.entity.js';
import { DeadlineRuleRepository } from './deadline-rule.repository.js';
import { ClaimRuleAdmin, claimRuleResource, DeadlineRuleAdmin, deadlineRuleResource } from './deadline-rule.admin.js';
import { DeadlineRuleController } from './deadline-rule.controller.js';
import { RuleReferences } from './deadline-rule-references.js';
import { DeadlineRules } from './deadline-rules.service.js';
import { Deadlines } from './deadlines.service.js';
import { ClaimDay, CustomerCount, CustomerCountDelta, HolderLoad, KeyBar } from './holder.entity.js';
import { HolderCaps } from './holder-caps.service.js';
import { HolderLoadRepository } from './holder-load.repository.js';
import { OwnershipBars } from './ownership-bars.service.js';
import { OwnershipClock } from './ownership-clock.service.js';
import { OwnershipExpiry } from './ownership-expiry.service.js';
import { OwnershipHistoryRepository } from './ownership-history.repository.js';
import { OwnershipPeople } from './ownership-people.service.js';
import { OwnershipPeopleRepository } from './ownership-people.repository.js';
import { OwnershipCalendarWatcher, OwnershipStaffFollower } from './ownership-watch.js';
import { OwnershipReclaim } from './ownership-reclaim.service.js';
import { OwnershipWriter } from './ownership-writer.js';
import { Ownership } from './ownership.entity.js';
import { OwnershipRepository } from './ownership.repository.js';
import { OwnershipService } from './ownership.service.js';
import { TotalsRepository } from './totals.repository.js';
import { CustomerTotals } from './totals.js';
import { customersAudit } from './customers.audit.js';

/** Who owns whom, until when, and how many everybody has. Part of customers; distribution stands on it. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      Customer,
      Ownership,
      HolderLoad,
      ClaimDay,
      KeyBar,
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
    deadlineRuleResource,
    claimRuleResource,
    ClaimRuleAdmin,
    ClaimRules,
    ContactMasks,
    DeadlineRuleAdmin,
    OwnershipBars,
    OwnershipPeople,
    OwnershipReclaim,
    // here, because distribution needs the subject Customer; CustomersModule imports this module and does not declare it again
    permissionSets.declare(customerPermissions),
    ClaimRuleRepository,
    CustomerTotals,
    DeadlineExplain,
    DeadlineHandlers,
    DeadlinePreview,
    DeadlineRefresh,
    DeadlineRefreshRepository,
    DeadlineRuleRepository,
    DeadlineRules,
    Deadlines,
    HolderCaps,
    HolderLoadRepository,
    OwnershipCalendarWatcher,
    OwnershipClock,
    OwnershipExpiry,
    OwnershipHistoryRepository,
    OwnershipPeopleRepository,
    OwnershipRepository,
    OwnershipService,
    OwnershipStaffFollower,
    OwnershipWriter,
    RuleReferences,
    TotalsRepository,
  ],
  exports: [
    ClaimRules,
    ContactMasks,
    CustomerTotals,
    DeadlineExplain,
    DeadlineRefresh,
    DeadlineRules,
    Deadlines,
    HolderCaps,
    OwnershipBars,
    OwnershipClock,
    OwnershipExpiry,
    OwnershipHistoryRepository,
    OwnershipPeople,
    OwnershipPeopleRepository,
    OwnershipReclaim,
    OwnershipRepository,
    OwnershipService,
  ],
})
export class OwnershipModule {}
