import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { permissionSets } from '../../platform/permissions/permission-set.js';
import { OwnershipModule } from '../customers/ownership.module.js';
import { BarGate } from './bar-gate.js';
import { ClaimLimits } from './claim-limits.js';
import { ClaimRepository } from './claim.repository.js';
import { ClaimService } from './claim.service.js';
import { HoldingAdmin, holdingResource } from './holding.admin.js';
import { HoldingController } from './holding.controller.js';
import { HoldingListRepository } from './holding-list.repository.js';
import { HoldingList } from './holding-list.service.js';
import { HoldingRepository } from './holding.repository.js';
import { HoldingService } from './holding.service.js';
import { CustomerHandover } from './leaver.js';
import { OutageService } from './outage.service.js';
import { OwnershipAdmin, ownershipResource } from './ownership.admin.js';
import { PoolAdmin, poolResource } from './pool.admin.js';
import { PoolController } from './pool.controller.js';
import { PoolHandlers } from './pool.handlers.js';
import { poolPermissions } from './pool.permissions.js';
import { PoolRepository } from './pool.repository.js';
import { PoolService } from './pool.service.js';
import { QuotaCapRepository } from './quota-cap.repository.js';
import { QuotaCap } from './quota-cap.js';
import { ReclaimBeat } from './reclaim-beat.entity.js';
import { ReclaimTell } from './reclaim-tell.service.js';
import { ReclaimRepository } from './reclaim.repository.js';
import { ReclaimService } from './reclaim.service.js';
import { TransferChecks } from './transfer-checks.js';
import { TransferReport } from './transfer-report.js';
import { TransferService } from './transfer.service.js';
import { WarningRepository } from './warning.repository.js';
import { WarningService } from './warning.service.js';

/** The public pool: claiming, giving back, handing over, reclaim and its warnings. */
@Module({
  imports: [TypeOrmModule.forFeature([ReclaimBeat]), OwnershipModule],
  controllers: [PoolController, HoldingController],
  providers: [
    permissionSets.declare(poolPermissions),
    poolResource,
    holdingResource,
    ownershipResource,
    HoldingAdmin,
    HoldingList,
    HoldingListRepository,
    OwnershipAdmin,
    PoolAdmin,
    BarGate,
    ClaimLimits,
    ClaimRepository,
    ClaimService,
    CustomerHandover,
    HoldingRepository,
    HoldingService,
    OutageService,
    PoolHandlers,
    PoolRepository,
    PoolService,
    QuotaCap,
    QuotaCapRepository,
    ReclaimRepository,
    ReclaimService,
    ReclaimTell,
    TransferChecks,
    TransferReport,
    TransferService,
    WarningRepository,
    WarningService,
  ],
  exports: [ClaimService, PoolService, ReclaimService],
})
export class PoolModule {}
