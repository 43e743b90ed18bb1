import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { permissionSets } from '../../platform/permissions/permission-set.js';
import { settingDefinitions } from '../../platform/settings/setting-definition.js';
import { ApiKeyAdmin, apiKeyResource } from './api-keys/api-key.admin.js';
import { ApiKeyController } from './api-keys/api-key.controller.js';
import { StaffApiKeyDoor } from './api-keys/api-key-door.js';
import { keyRequestsPerMinute } from './api-keys/api-key.settings.js';
import { ApiKey } from './api-keys/api-key.entity.js';
import { ApiKeyRepository } from './api-keys/api-key.repository.js';
import { ApiKeys } from './api-keys/api-key.service.js';
import { ApiKeyViews } from './api-keys/api-key-views.js';
import { KeyAccounts } from './api-keys/key-accounts.js';
import { departmentResource } from './organisation/department.admin.js';
import { DepartmentController } from './organisation/department.controller.js';
import { Department } from './organisation/department.entity.js';
import { DepartmentMoves } from './organisation/department-moves.service.js';
import { DepartmentRepository } from './organisation/department.repository.js';
import { DepartmentService } from './organisation/department.service.js';
import { DirectoryRepository } from './staff/directory.repository.js';
import { explainPage } from './rights/explain.admin.js';
import { ExplainService } from './rights/explain.service.js';
import { FirstAdministrator } from './first-administrator.js';
import { GrantAuthority } from './permissions/grant-authority.js';
import { LeaveAdmin, leaveResource } from './leave/leave.admin.js';
import { LeaveController, LeaveOverviewController } from './leave/leave.controller.js';
import { LeaveRepository } from './leave/leave.repository.js';
import { LeaveService } from './leave/leave.service.js';
import { LeaveViews } from './leave/leave-views.js';
import { MeController } from './staff/me.controller.js';
import { MeService } from './staff/me.service.js';
import { organisationMenu } from './organisation/organisation.admin.js';
import { permissionGroupResource, permissionMenuResource } from './permissions/permission-level.admin.js';
import { PermissionGroupController, PermissionMenuController } from './permissions/permission-level.controller.js';
import { PermissionGroups } from './permissions/permission-groups.service.js';
import { PermissionMenus } from './permissions/permission-menus.service.js';
import { PermissionAdmin, permissionResource } from './permissions/permission.admin.js';
import { PermissionController } from './permissions/permission.controller.js';
import { Permission, PermissionGroup, PermissionMenu } from './permissions/permission.entity.js';
import { PermissionRepository } from './permissions/permission.repository.js';
import { PermissionService } from './permissions/permission.service.js';
import { positionResource } from './organisation/position.admin.js';
import { PositionController } from './organisation/position.controller.js';
import { Position } from './organisation/position.entity.js';
import { PositionService } from './organisation/position.service.js';
import { everythingPermissions, organisationPermissions, rightsPermissions } from './rbac.permissions.js';
import { RightsEpochRow } from './rights/rights-epoch.entity.js';
import { RightsEpoch } from './rights/rights-epoch.js';
import { RightsLedger } from './rights/rights-ledger.js';
import { RightsSeed } from './rights/rights-seed.js';
import { RightsViews } from './rights/rights-views.js';
import { RightsRepository } from './rights/rights.repository.js';
import { RoleMatrices } from './roles/role-matrices.service.js';
import { RoleOffers } from './roles/role-offers.service.js';
import { RoleAdmin, roleResource } from './roles/role.admin.js';
import { RoleController } from './roles/role.controller.js';
import { Role, RolePermission, StaffRole } from './roles/role.entity.js';
import { RolePreviews } from './preview/role-preview.service.js';
import { RoleProposals } from './preview/role-proposals.service.js';
import { SeenRows } from './preview/seen-rows.service.js';
import { RoleRepository } from './roles/role.repository.js';
import { RoleService } from './roles/role.service.js';
import { RuleCheck } from './permissions/rule-check.js';
import { SeedRepository } from './rights/seed.repository.js';
import { StaffChecks } from './staff/staff-checks.js';
import { StaffDirectory } from './staff/staff-directory.service.js';
import { StaffExplained } from './staff/staff-explained.js';
import { StaffFurtherFaults } from './staff/staff-further-faults.js';
import { StaffInvitations } from './staff/staff-invitations.service.js';
import { StaffLeave } from './leave/staff-leave.entity.js';
import { StaffNames } from './staff/staff-names.js';
import { StaffPorts } from './staff/staff-ports.js';
import { StaffPrincipals } from './staff/staff-principals.js';
import { StaffQueries } from './staff/staff-queries.repository.js';
import { StaffRecipients } from './staff/staff-recipients.js';
import { StaffRolesService } from './staff/staff-roles.service.js';
import { StaffRows } from './staff/staff-rows.js';
import { staffResource } from './staff/staff-screen.js';
import { StaffStateService } from './staff/staff-state.service.js';
import { StaffViews } from './staff/staff-views.js';
import { StaffWriter } from './staff/staff-writer.repository.js';
import { StaffAccessAdmin } from './staff/staff-access.admin.js';
import { StaffAccessController } from './staff/staff-access.controller.js';
import { StaffAccess } from './staff/staff-access.service.js';
import { StaffAdmin } from './staff/staff.admin.js';
import { StaffController } from './staff/staff.controller.js';
import { Staff } from './staff/staff.entity.js';
import { StaffRepository } from './staff/staff.repository.js';
import { StaffService } from './staff/staff.service.js';
import { SubjectCatalogue } from './permissions/subject-catalogue.js';
import { rbacDocs } from './rbac.docs.js';
import { AwayCard, rbacCards, StaffCard } from './rbac.home.js';
import { rbacAuditActions, rbacRecordWords } from './rbac.audit.js';
import { rbacUses } from './rbac.uses.js';

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
      ApiKey,
    ]),
  ],
  controllers: [
    ApiKeyController,
    DepartmentController,
    LeaveController,
    LeaveOverviewController,
    MeController,
    PermissionController,
    PermissionGroupController,
    PermissionMenuController,
    PositionController,
    RoleController,
    StaffAccessController,
    StaffController,
  ],
  providers: [
    ...rbacDocs,
    ...rbacUses,
    rbacAuditActions,
    rbacRecordWords,
    ...rbacCards,
    AwayCard,
    StaffCard,
    permissionSets.declare(everythingPermissions),
    permissionSets.declare(organisationPermissions),
    permissionSets.declare(rightsPermissions),
    ApiKeyAdmin,
    ApiKeyRepository,
    apiKeyResource,
    ApiKeys,
    ApiKeyViews,
    KeyAccounts,
    settingDefinitions.declare(keyRequestsPerMinute),
    StaffApiKeyDoor,
    DepartmentMoves,
    DepartmentRepository,
    departmentResource,
    DepartmentService,
    DirectoryRepository,
    explainPage,
    ExplainService,
    FirstAdministrator,
    GrantAuthority,
    LeaveAdmin,
    LeaveRepository,
    leaveResource,
    LeaveService,
    LeaveViews,
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
    RolePreviews,
    RoleProposals,
    SeenRows,
    RoleRepository,
    roleResource,
    RoleService,
    RuleCheck,
    SeedRepository,
    StaffAccess,
    StaffAccessAdmin,
    StaffAdmin,
    StaffChecks,
    StaffDirectory,
    StaffExplained,
    StaffFurtherFaults,
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
