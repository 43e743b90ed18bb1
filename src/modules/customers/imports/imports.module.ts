import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { permissionSets } from '../../../platform/permissions/permission-set.js';
import { OwnershipModule } from '../ownership.module.js';
import { CustomerReach } from '../customer-reach.service.js';
import { TombstoneRepository } from '../tombstone.repository.js';
import { TagRepository } from '../tags/tag.repository.js';
import { TagService } from '../tags/tag.service.js';
import { ChangeItemRepository } from '../changes/change-item.repository.js';
import { ChangeSetRepository } from '../changes/change-set.repository.js';
import { ImportChanges } from './undo/import-changes.service.js';
import { ImportAdmin, importPage, importResource } from './import.admin.js';
import { FailedRowsService } from './failed-rows.service.js';
import { ImportBelongings } from './import-belongings.js';
import { ImportBatchService } from './import-batch.service.js';
import { ImportController } from './import.controller.js';
import { ImportCreation } from './import-creation.service.js';
import { CustomerImport, ImportRow } from './import.entity.js';
import { ImportEndService } from './import-end.service.js';
import { ImportFillRepository } from './import-fill.repository.js';
import { ImportFilling } from './import-filling.service.js';
import { ImportHandlers } from './import.handlers.js';
import { ImportJudge } from './import-judge.service.js';
import { ImportKeepService } from './import-keep.service.js';
import { ImportLookups } from './import-lookups.repository.js';
import { ImportMappings } from './import-mappings.service.js';
import { importPermissions } from './import.permissions.js';
import { ImportPreviewService } from './import-preview.service.js';
import { ImportRepository } from './import.repository.js';
import { ImportRights } from './import-rights.service.js';
import { ImportRunService } from './import-run.service.js';
import { ImportService } from './import.service.js';
import { ImportSight } from './import-sight.service.js';
import { ImportStartService } from './import-start.service.js';
import { ImportTemplateService } from './import-template.service.js';
import { ImportUploadService } from './import-upload.service.js';
import { ImportValuesService } from './import-values.service.js';
import { ImportWriteRepository } from './import-write.repository.js';
import { importJobs } from './import.jobs.js';
import { profiles } from './profiles/profile.providers.js';

/** Leads come in by file. Part of customers. */
@Module({
  imports: [TypeOrmModule.forFeature([CustomerImport, ImportRow, ...profiles.entities]), OwnershipModule],
  controllers: [ImportController, ...profiles.controllers],
  providers: [
    CustomerReach,
    FailedRowsService,
    ImportAdmin,
    ImportBatchService,
    ChangeItemRepository,
    ChangeSetRepository,
    ImportBelongings,
    ImportChanges,
    ImportCreation,
    ImportEndService,
    ImportFillRepository,
    ImportFilling,
    importJobs,
    ImportHandlers,
    ImportJudge,
    ImportKeepService,
    ImportLookups,
    ImportMappings,
    ImportPreviewService,
    ImportRepository,
    ImportRights,
    ImportRunService,
    ImportService,
    ImportSight,
    ImportStartService,
    ImportTemplateService,
    ImportUploadService,
    ImportValuesService,
    ImportWriteRepository,
    TagRepository,
    TagService,
    TombstoneRepository,
    importPage,
    importResource,
    permissionSets.declare(importPermissions),
    ...profiles.providers,
  ],
})
export class ImportsModule {}
