import type { Provider, Type } from '@nestjs/common';
import { settingDefinitions } from '../../../platform/settings/setting-definition.js';
import { exportPage } from './export.admin.js';
import { ExportController } from './export.controller.js';
import { exportDocs } from './export.docs.js';
import { CustomerExport } from './export.entity.js';
import { ExportHandlers } from './export.handlers.js';
import { ExportReport } from './export-report.service.js';
import { ExportRepository } from './export.repository.js';
import { ExportRows } from './export-rows.service.js';
import { ExportRun } from './export-run.service.js';
import { ExportSelection } from './export-selection.service.js';
import { ExportService } from './export.service.js';
import { exportLimitSetting } from './export.settings.js';
import { exportJobs } from './export.jobs.js';

/** Taking customers out: this part of CustomersModule. */
export const exportEntities = [CustomerExport];
export const exportControllers: Type[] = [ExportController];
export const exportProviders: Provider[] = [
  exportDocs,
  exportPage,
  settingDefinitions.declare(exportLimitSetting),
  exportJobs,
  ExportHandlers,
  ExportReport,
  ExportRepository,
  ExportRows,
  ExportRun,
  ExportSelection,
  ExportService,
];
