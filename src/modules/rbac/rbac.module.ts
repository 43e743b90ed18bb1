import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { permissionSets } from '../../platform/permissions/permission-set.js';
import { departmentResource } from './department.admin.js';
import { DepartmentController } from './department.controller.js';
import { Department } from './department.entity.js';
import { DepartmentRepository } from './department.repository.js';
import { DepartmentService } from './department.service.js';
import { DirectoryRepository } from './directory.repository.js';
import { explainPage } from './explain.admin.js';
import { ExplainService } from './explain.service.js';
import { Faults } from './faults.js';
import { FirstAdministrator } from './first-administrator.js';
import { GrantAuthority } from './grant-authority.js';
import { LeaveAdmin, leaveResource } from './leave.admin.js';
import { LeaveController, LeaveOverviewController } from './leave.controller.js';
import { LeaveRepository } from './leave.repository.js';
import { LeaveService } from './leave.service.js';
import { MeController } from './me.controller.js';
import { MeService } from './me.service.js';
import { organisationMenu } from './organisation.admin.js';
import { permissionGroupResource, permissionMenuResource } from './permission-level.admin.js';
import { PermissionGroupController, PermissionMenuController } from './permission-level.controller.js';
import { PermissionGroups } from './permission-groups.service.js';
import { PermissionMenus } from './permission-menus.service.js';
import { PermissionAdmin, permissionResource } from './permission.admin.js';
import { PermissionController } from './permission.controller.js';
import { Permission, PermissionGroup, PermissionMenu } from './permission.entity.js';
import { PermissionRepository } from './permission.repository.js';
import { PermissionService } from './permission.service.js';
import { positionResource } from './position.admin.js';
import { PositionController } from './position.controller.js';
import { Position } from './position.entity.js';
import { PositionService } from './position.service.js';
import { everythingPermissions, organisationPermissions, rightsPermissions } from './rbac.permissions.js';
import { RightsEpochRow } from './rights-epoch.entity.js';
import { RightsEpoch } from './rights-epoch.js';
import { RightsLedger } from './rights-ledger.js';
import { RightsSeed } from './rights-seed.js';
import { RightsViews } from './rights-views.js';
import { RightsRepository } from './rights.repository.js';
import { RoleMatrices } from './role-matrices.service.js';
import { RoleOffers } from './role-offers.service.js';
import { RoleAdmin, roleResource } from './role.admin.js';
import { RoleController } from './role.controller.js';
import { Role, RolePermission, StaffRole } from './role.entity.js';
import { RoleRepository } from './role.repository.js';
import { RoleService } from './role.service.js';
import { RuleCheck } from './rule-check.js';
import { SeedRepository } from './seed.repository.js';
import { StaffChecks } from './staff-checks.js';
import { StaffDirectory } from './staff-directory.service.js';
import { StaffExplained } from './staff-explained.js';
import { StaffInvitations } from './staff-invitations.service.js';
import { StaffLeave } from './staff-leave.entity.js';
import { StaffNames } from './staff-names.js';
import { StaffPorts } from './staff-ports.js';
import { StaffPrincipals } from './staff-principals.js';
import { StaffQueries } from './staff-queries.repository.js';
import { StaffRecipients } from './staff-recipients.js';
import { StaffRolesService } from './staff-roles.service.js';
import { StaffRows } from './staff-rows.js';
import { staffResource } from './staff-screen.js';
import { StaffStateService } from './staff-state.service.js';
import { StaffViews } from './staff-views.js';
import { StaffWriter } from './staff-writer.repository.js';
import { StaffAdmin } from './staff.admin.js';
import { StaffController } from './staff.controller.js';
import { Staff } from './staff.entity.js';
import { StaffRepository } from './staff.repository.js';
import { StaffService } from './staff.service.js';
import { SubjectCatalogue } from './subject-catalogue.js';
import { rbacDocs } from './rbac.docs.js';

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
    LeaveOverviewController,
    MeController,
    PermissionController,
    PermissionGroupController,
    PermissionMenuController,
    PositionController,
    RoleController,
    StaffController,
  ],
  providers: [
    ...rbacDocs,
    permissionSets.declare(everythingPermissions),
    permissionSets.declare(organisationPermissions),
    permissionSets.declare(rightsPermissions),
    DepartmentRepository,
    departmentResource,
    DepartmentService,
    DirectoryRepository,
    explainPage,
    ExplainService,
    Faults,
    FirstAdministrator,
    GrantAuthority,
    LeaveAdmin,
    LeaveRepository,
    leaveResource,
    LeaveService,
    MeService,
    organisationMenu,
    PermissionAdmin,
    permissionGroupResource,
    PermissionGroups,
    permissionMenuResource,
    PermissionMenus,
    PermissionRepository,
    permissionResource,
    PermissionService,
    positionResource,
    PositionService,
    RightsEpoch,
    RightsLedger,
    RightsRepository,
    RightsSeed,
    RightsViews,
    RoleAdmin,
    RoleMatrices,
    RoleOffers,
    RoleRepository,
    roleResource,
    RoleService,
    RuleCheck,
    SeedRepository,
    StaffAdmin,
    StaffChecks,
    StaffDirectory,
    StaffExplained,
    StaffInvitations,
    StaffNames,
    StaffPorts,
    StaffPrincipals,
    StaffQueries,
    StaffRecipients,
    StaffRepository,
    staffResource,
    StaffRolesService,
    StaffRows,
    StaffService,
    StaffStateService,
    StaffViews,
    StaffWriter,
    SubjectCatalogue,
  ],
  exports: [StaffDirectory],
})
export class RbacModule {}
