import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { permissionSets } from '../../platform/permissions/permission-set.js';
import { OwnershipModule } from '../customers/ownership.module.js';
import { BarGate } from './pool/bar-gate.js';
import { ClaimLimits } from './pool/claim-limits.js';
import { ClaimRepository } from './pool/claim.repository.js';
import { ClaimService } from './pool/claim.service.js';
import { HoldingAdmin } from './holding/holding.admin.js';
import { holdingResource } from './holding/holding-screen.js';
import { HoldingController } from './holding/holding.controller.js';
import { HoldingListRepository } from './holding/holding-list.repository.js';
import { HoldingList } from './holding/holding-list.service.js';
import { HoldingRepository } from './holding/holding.repository.js';
import { HandoverGiving } from './holding/handover-giving.js';
import { HandoverReport } from './holding/handover-report.js';
import { HoldingService } from './holding/holding.service.js';
import { CustomerHandover } from './holding/leaver.js';
import { OutageService } from './reclaim/outage.service.js';
import { OwnershipAdmin, ownershipResource } from './holding/ownership.admin.js';
import { PoolAdmin, poolResource } from './pool/pool.admin.js';
import { PoolController } from './pool/pool.controller.js';
import { PoolExplained } from './pool/pool-explained.js';
import { ReclaimHandlers } from './reclaim/reclaim.handlers.js';
import { poolPermissions } from './pool/pool.permissions.js';
import { ClaimableRepository } from './pool/claimable.repository.js';
import { PoolRepository } from './pool/pool.repository.js';
import { PoolService } from './pool/pool.service.js';
import { QuotaCapRepository } from './holding/quota-cap.repository.js';
import { QuotaCap } from './holding/quota-cap.js';
import { ReclaimBeat } from './reclaim/reclaim-beat.entity.js';
import { ReclaimTell } from './reclaim/reclaim-tell.service.js';
import { ReclaimRepository } from './reclaim/reclaim.repository.js';
import { ReclaimService } from './reclaim/reclaim.service.js';
import { AssignService } from './holding/assign.service.js';
import { BulkForecast } from './holding/bulk-forecast.service.js';
import { BulkHandOvers } from './holding/bulk-hand-over.service.js';
import { BulkTakeBack } from './holding/bulk-take-back.service.js';
import { BulkTelling } from './holding/bulk-telling.service.js';
import { HandedOverMemory } from './holding/handed-over-memory.service.js';
import { HandedOverRepository } from './holding/handed-over.repository.js';
import { HandOverLocks } from './holding/hand-over-locks.service.js';
import { TakeBackChecks } from './holding/take-back-checks.service.js';
import { TransferChecks } from './holding/transfer-checks.js';
import { TransferReport } from './holding/transfer-report.js';
import { TransferService } from './holding/transfer.service.js';
import { WarningRepository } from './reclaim/warning.repository.js';
import { WarningService } from './reclaim/warning.service.js';
import { reclaimJobs } from './reclaim/reclaim.jobs.js';

/** The public pool: claiming, giving back, handing over, reclaim and its warnings. */
@Module({
  imports: [TypeOrmModule.forFeature([ReclaimBeat]), OwnershipModule],
  controllers: [PoolController, HoldingController],
  providers: [
    permissionSets.declare(poolPermissions),
    poolResource,
    holdingResource,
    ownershipResource,
    AssignService,
    HoldingAdmin,
    HoldingList,
    HoldingListRepository,
    OwnershipAdmin,
    PoolAdmin,
    PoolExplained,
    BarGate,
    BulkForecast,
    BulkHandOvers,
    BulkTakeBack,
    BulkTelling,
    ClaimLimits,
    ClaimRepository,
    ClaimService,
    CustomerHandover,
    HoldingRepository,
    HandedOverMemory,
    HandedOverRepository,
    HandoverGiving,
    HandOverLocks,
    HandoverReport,
    HoldingService,
    OutageService,
    reclaimJobs,
    ReclaimHandlers,
    ClaimableRepository,
    PoolRepository,
    PoolService,
    QuotaCap,
    QuotaCapRepository,
    ReclaimRepository,
    ReclaimService,
    ReclaimTell,
    TakeBackChecks,
    TransferChecks,
    TransferReport,
    TransferService,
    WarningRepository,
    WarningService,
  ],
  exports: [PoolService],
})
export class PoolModule {}
