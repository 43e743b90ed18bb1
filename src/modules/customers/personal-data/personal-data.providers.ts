import type { Provider, Type } from '@nestjs/common';
import { ArchiveLabels } from './archive-labels.service.js';
import { ArchiveReport } from './archive-report.service.js';
import { ArchiveRun } from './archive-run.service.js';
import { ErasureEnd } from './erasure-end.service.js';
import { ErasureFarewell } from './erasure-farewell.service.js';
import { ErasureOrder } from './erasure-order.service.js';
import { ErasureRecords } from './erasure-records.service.js';
import { ErasureRepository } from './erasure.repository.js';
import { ErasureService } from './erasure.service.js';
import { ErasureSweep } from './erasure-sweep.service.js';
import { PersonalDataAdmin, personalDataPage, personalDataResource } from './personal-data.admin.js';
import { personalDataAudit } from './personal-data.audit.js';
import { PersonalDataBoard } from './personal-data-board.service.js';
import { PersonalDataController } from './personal-data.controller.js';
import { personalDataDocs } from './personal-data.docs.js';
import { PersonalDataRequest } from './personal-data.entity.js';
import { PersonalDataExports } from './personal-data-exports.service.js';
import { PersonalDataHandlers } from './personal-data.handlers.js';
import { personalDataJobs } from './personal-data.jobs.js';
import { PersonalDataRequests } from './personal-data.repository.js';
import { personalDataTexts } from './personal-data.texts.js';
import { PersonArchive } from './person-archive.service.js';
import { PersonFiles } from './person-files.service.js';
import { PersonFilesRepository } from './person-files.repository.js';
import { PersonReach } from './person-reach.service.js';
import { PersonRecords } from './person-records.service.js';
import { PersonRepository } from './person.repository.js';
import { PersonTraces } from './person-traces.service.js';

/** What is kept about a person, told and forgotten: this part of CustomersModule. */
export const personalDataEntities = [PersonalDataRequest];
export const personalDataControllers: Type[] = [PersonalDataController];
export const personalDataProviders: Provider[] = [
  ...personalDataAudit,
  ArchiveLabels,
  ArchiveReport,
  ArchiveRun,
  ErasureEnd,
  ErasureFarewell,
  ErasureOrder,
  ErasureRecords,
  ErasureRepository,
  ErasureService,
  ErasureSweep,
  PersonalDataAdmin,
  PersonalDataBoard,
  PersonalDataExports,
  PersonalDataHandlers,
  PersonalDataRequests,
  PersonArchive,
  PersonFiles,
  PersonFilesRepository,
  PersonReach,
  PersonRecords,
  PersonRepository,
  PersonTraces,
  personalDataDocs,
  personalDataJobs,
  personalDataPage,
  personalDataResource,
  personalDataTexts,
];
