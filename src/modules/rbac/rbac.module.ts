import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { permissionSets } from '../../platform/permissions/permission-set.js';
import { DepartmentAdmin, departmentResource } from './department.admin.js';
import { DepartmentController } from './department.controller.js';
import { Department } from './department.entity.js';
import { DepartmentRepository } from './department.repository.js';
import { DepartmentService } from './department.service.js';
import { DirectoryRepository } from './directory.repository.js';
import { ExplainService } from './explain.service.js';
import { Faults } from './faults.js';
import { FirstAdministrator } from './first-administrator.js';
import { GrantAuthority } from './grant-authority.js';
import { LeaveController } from './leave.controller.js';
import { LeaveRepository } from './leave.repository.js';
import { LeaveService } from './leave.service.js';
import { StaffPorts } from './staff-ports.js';
import { MeController } from './me.controller.js';
import { MeService } from './me.service.js';
import { PermissionController } from './permission.controller.js';
import { Permission, PermissionGroup, PermissionMenu } from './permission.entity.js';
import { PermissionGroupController, PermissionMenuController } from './permission-level.controller.js';
import { PermissionRepository } from './permission.repository.js';
import { PermissionService } from './permission.service.js';
import { PermissionTreeService } from './permission-tree.service.js';
import { PositionController } from './position.controller.js';
import { Position } from './position.entity.js';
import { PositionRepository } from './position.repository.js';
import { PositionService } from './position.service.js';
import { everythingPermissions, organisationPermissions, rightsPermissions } from './rbac.permissions.js';
import { RightsEpochRow } from './rights-epoch.entity.js';
import { RightsEpoch } from './rights-epoch.js';
import { RightsLedger } from './rights-ledger.js';
import { RightsSeed } from './rights-seed.js';
import { RightsViews } from './rights-views.js';
import { RightsRepository } from './rights.repository.js';
import { RoleController } from './role.controller.js';
import { Role, RolePermission, StaffRole } from './role.entity.js';
import { RoleRepository } from './role.repository.js';
import { RoleService } from './role.service.js';
import { RuleCheck } from './rule-check.js';
import { SeedRepository } from './seed.repository.js';
import { StaffAdmin, staffResource } from './staff.admin.js';
import { StaffChecks } from './staff-checks.js';
import { StaffController } from './staff.controller.js';
import { StaffDirectory } from './staff-directory.service.js';
import { Staff } from './staff.entity.js';
import { StaffExplained } from './staff-explained.js';
import { StaffInvitations } from './staff-invitations.service.js';
import { StaffLeave } from './staff-leave.entity.js';
import { StaffPrincipals } from './staff-principals.js';
import { StaffQueries } from './staff-queries.repository.js';
import { StaffRecipients } from './staff-recipients.js';
import { StaffRepository } from './staff.repository.js';
import { StaffRolesService } from './staff-roles.service.js';
import { StaffService } from './staff.service.js';
import { StaffStateService } from './staff-state.service.js';
import { StaffViews } from './staff-views.js';
import { StaffWriter } from './staff-writer.repository.js';
import { SubjectCatalogue } from './subject-catalogue.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      Department,
      Position,
      Staff,
      StaffLeave,
      Role,
      StaffRole,
      RolePermission,
      Permission,
      PermissionGroup,
      PermissionMenu,
      RightsEpochRow,
    ]),
  ],
  controllers: [
    DepartmentController,
    LeaveController,
    MeController,
    PermissionController,
    PermissionGroupController,
    PermissionMenuController,
    PositionController,
    RoleController,
    StaffController,
  ],
  providers: [
    permissionSets.declare(everythingPermissions),
    permissionSets.declare(organisationPermissions),
    permissionSets.declare(rightsPermissions),
    DepartmentAdmin,
    departmentResource,
    DepartmentRepository,
    DepartmentService,
    DirectoryRepository,
    ExplainService,
    Faults,
    FirstAdministrator,
    GrantAuthority,
    LeaveRepository,
    LeaveService,
    MeService,
    PermissionRepository,
    PermissionService,
    PermissionTreeService,
    PositionRepository,
    PositionService,
    RightsEpoch,
    RightsLedger,
    RightsRepository,
    RightsSeed,
    RightsViews,
    RoleRepository,
    RoleService,
    RuleCheck,
    SeedRepository,
    StaffAdmin,
    staffResource,
    StaffChecks,
    StaffDirectory,
    StaffExplained,
    StaffInvitations,
    StaffPorts,
    StaffPrincipals,
    StaffQueries,
    StaffRecipients,
    StaffRepository,
    StaffRolesService,
    StaffService,
    StaffStateService,
    StaffViews,
    StaffWriter,
    SubjectCatalogue,
  ],
  exports: [LeaveService, RightsEpoch, RightsSeed, StaffDirectory, StaffPrincipals, StaffRolesService, StaffService, StaffStateService],
})
export class RbacModule {}
