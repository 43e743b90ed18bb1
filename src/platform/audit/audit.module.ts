import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditEntry } from './audit-entry.entity.js';
import { Audit } from './audit.js';
import { AuditRepository } from './audit.repository.js';
import { PersonKey } from './person-key.entity.js';
import { PersonKeyRepository } from './person-key.repository.js';
import { PersonKeys } from './person-keys.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuditEntry, PersonKey])],
  providers: [Audit, AuditRepository, PersonKeys, PersonKeyRepository],
  exports: [Audit],
})
export class AuditModule {}
