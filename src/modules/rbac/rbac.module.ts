import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { permissionSets } from '../../platform/permissions/permission-set.js';
import { Department } from './department.entity.js';
import { DirectoryRepository } from './directory.repository.js';
import { FirstAdministrator } from './first-administrator.js';
import { GrantAuthority } from './grant-authority.js';
import { StaffPorts } from './leaver-handover.js';
import { Permission, PermissionGroup, PermissionMenu } from './permission.entity.js';
import { Position } from './position.entity.js';
import { everythingPermissions, organisationPermissions, rightsPermissions } from './rbac.permissions.js';
import { RightsEpochRow } from './rights-epoch.entity.js';
import { RightsEpoch } from './rights-epoch.js';
import { RightsSeed } from './rights-seed.js';
import { RightsRepository } from './rights.repository.js';
import { Role, RolePermission, StaffRole } from './role.entity.js';
import { SeedRepository } from './seed.repository.js';
import { StaffDirectory } from './staff-directory.js';
import { StaffLeave } from './staff-leave.entity.js';
import { StaffPrincipals } from './staff-principals.js';
import { StaffWriter } from './staff-writer.repository.js';
import { Staff } from './staff.entity.js';
import { StaffRepository } from './staff.repository.js';
import { SubjectCatalogue } from './subject-catalogue.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([Department, Position, Staff, StaffLeave, Role, StaffRole, RolePermission, Permission, PermissionGroup, PermissionMenu, RightsEpochRow]),
  ],
  providers: [
    permissionSets.declare(everythingPermissions), permissionSets.declare(organisationPermissions), permissionSets.declare(rightsPermissions),
    DirectoryRepository, FirstAdministrator, GrantAuthority, RightsEpoch, RightsRepository, RightsSeed, SeedRepository, StaffDirectory, StaffPorts, StaffPrincipals, StaffRepository, StaffWriter, SubjectCatalogue,
  ],
  exports: [RightsEpoch, RightsSeed, StaffDirectory, StaffPrincipals],
})
export class RbacModule {}
