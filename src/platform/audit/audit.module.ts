import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditEntry } from './audit-entry.entity.js';
import { auditAdmin, AuditAdmin } from './audit.admin.js';
import { AuditController } from './audit.controller.js';
import { AuditLog } from './audit-log.service.js';
import { auditPermissions } from './audit.permissions.js';
import { Audit } from './audit.js';
import { AuditNames } from './audit-names.js';
import { auditTexts } from './audit-texts.js';
import { AuditText } from './audit-text.js';
import { AuditWords } from './audit-words.js';
import { AuditRepository } from './audit.repository.js';
import { PersonKey } from './person-key.entity.js';
import { PersonKeyRepository } from './person-key.repository.js';
import { PersonKeys } from './person-keys.js';
import { auditDocs } from './audit.docs.js';
import { RecordTitles } from './record-titles.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditEntry, PersonKey])],
  controllers: [AuditController],
  providers: [
    ...auditDocs,
    Audit,
    AuditLog,
    AuditRepository,
    AuditNames,
    AuditText,
    AuditWords,
    RecordTitles,
    PersonKeys,
    PersonKeyRepository,
    AuditAdmin,
    auditAdmin,
    auditPermissions,
    auditTexts,
  ],
  exports: [Audit, AuditLog, AuditText, AuditWords],
})
export class AuditModule {}
