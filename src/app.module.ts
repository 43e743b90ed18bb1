import { type DynamicModule, Module } from '@nestjs/common';
import type { Config } from './platform/config/config.js';
import { AdminModule } from './platform/admin/admin.module.js';
import { ConfigModule } from './platform/config/config.module.js';
import { ContextModule } from './platform/context/context.module.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { ErrorsModule } from './platform/errors/errors.module.js';
import { FilesModule } from './platform/files/files.module.js';
import { HttpModule } from './platform/http/http.module.js';
import { AuditModule } from './platform/audit/audit.module.js';
import { AuthApiModule } from './platform/auth/auth-api.module.js';
import { AuthModule } from './platform/auth/auth.module.js';
import { JobsApiModule } from './platform/jobs/jobs-api.module.js';
import { JobsModule } from './platform/jobs/jobs.module.js';
import { NotificationsApiModule } from './platform/notifications/notifications-api.module.js';
import { NotificationsModule } from './platform/notifications/notifications.module.js';
import { PermissionsModule } from './platform/permissions/permissions.module.js';
import { PrivacyModule } from './platform/privacy/privacy.module.js';
import { RecordsModule } from './platform/records/records.module.js';
import { RegistryModule } from './platform/registry/registry.module.js';
import { SettingsModule } from './platform/settings/settings.module.js';
import { VaultModule } from './platform/vault/vault.module.js';
import { CatalogModule } from './modules/catalog/catalog.module.js';
import { CustomersModule } from './modules/customers/customers.module.js';
import { ImportsModule } from './modules/customers/imports/imports.module.js';
import { DistributionModule } from './modules/distribution/distribution.module.js';
import { RbacModule } from './modules/rbac/rbac.module.js';
import { schedules } from './schedules.js';

/** The list of modules, and nothing else. */
@Module({})
export class AppModule {
  static of(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.of(config),
        ContextModule,
        RegistryModule,
        DatabaseModule,
        ErrorsModule,
        HttpModule,
        AuthModule,
        PermissionsModule,
        VaultModule,
        FilesModule,
        AuditModule,
        PrivacyModule,
        RecordsModule,
        SettingsModule,
        JobsModule.of(config, schedules),
        JobsApiModule,
        NotificationsModule,
        NotificationsApiModule,
        AuthApiModule,
        AdminModule,
        RbacModule,
        CatalogModule,
        CustomersModule,
        DistributionModule,
        ImportsModule,
      ],
    };
  }
}
