import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { dictionaryDefinitions } from '../../platform/settings/dictionary-definition.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { RbacModule } from '../rbac/rbac.module.js';
import { CustomerAdmin, customerResource } from './customer.admin.js';
import { ContactAdmin, contactResource } from './contacts/contact.admin.js';
import { InteractionAdmin, interactionResource } from './interactions/interaction.admin.js';
import { tagResource } from './tags/tag.admin.js';
import { RecycleBinAdmin, recycleBinResource } from './recycle-bin/recycle-bin.admin.js';
import { Contact } from './contacts/contact.entity.js';
import { ContactController } from './contacts/contact.controller.js';
import { ContactRepository } from './contacts/contact.repository.js';
import { ContactService } from './contacts/contact.service.js';
import { customerCards, EnrolledCard, UntouchedCard } from './customers.home.js';
import { exportControllers, exportEntities, exportProviders } from './export/export.providers.js';
import { bulkControllers, bulkProviders } from './bulk/bulk.providers.js';
import { changeControllers, changeEntities, changeProviders } from './changes/change.providers.js';
import { importUndoControllers, importUndoProviders } from './imports/undo/import-undo.providers.js';
import { CustomerAccess } from './customer-access.service.js';
import { CustomerChecks } from './customer-checks.js';
import { CustomerFurtherFaults } from './customer-further-faults.js';
import { CustomerChildController } from './customer-child.controller.js';
import { CustomerChildren } from './customer-children.js';
import { CustomerController } from './customer.controller.js';
import { CustomerCreateService } from './customer-create.service.js';
import { CustomerBurial } from './recycle-bin/customer-burial.js';
import { CustomerDeleteService } from './recycle-bin/customer-delete.service.js';
import { CustomerEntry } from './customer-entry.js';
import { CustomerInsert } from './customer-insert.js';
import { CustomerLogNumbers } from './customer-log-numbers.js';
import { CustomerListFields } from './list/customer-list-fields.service.js';
import { CustomerListRepository } from './list/customer-list.repository.js';
import { CustomerSelection } from './list/customer-selection.service.js';
import { CustomerListService } from './list/customer-list.service.js';
import { CustomerPurgeService } from './recycle-bin/customer-purge.service.js';
import { CustomerReadService } from './customer-read.service.js';
import { CustomerRecord } from './customer-record.js';
import { CustomerRepository } from './customer.repository.js';
import { CustomerRevival } from './recycle-bin/customer-revival.js';
import { CustomerRewrite } from './customer-rewrite.js';
import { CustomerUpdateService } from './customer-update.service.js';
import { CustomerVerbs } from './customer-verbs.service.js';
import { credits, levels, satisfactions, sources } from './customers.dictionaries.js';
import { VisibleCustomers } from './customers-visible.js';
import { ContactExplained, CustomerExplained, InteractionExplained } from './customers-explained.js';
import { CustomerHandlers } from './customers.handlers.js';
import { DuplicateMeeting } from './duplicates/duplicate-meeting.entity.js';
import { DuplicateRepository } from './duplicates/duplicate.repository.js';
import { DuplicateView } from './duplicates/duplicate-view.js';
import { DuplicatesService } from './duplicates/duplicates.service.js';
import { FollowUpClock } from './interactions/follow-up-clock.js';
import { FollowUpReminderService } from './interactions/follow-up-reminder.service.js';
import { FollowUpService } from './interactions/follow-up.service.js';
import { IdNumberService } from './id-number.service.js';
import { InteractionChangeService } from './interactions/interaction-change.service.js';
import { InteractionController } from './interactions/interaction.controller.js';
import { Interaction } from './interactions/interaction.entity.js';
import { InteractionRepository } from './interactions/interaction.repository.js';
import { InteractionService } from './interactions/interaction.service.js';
import { mergeControllers, mergeEntities, mergeProviders } from './merge/merge.providers.js';
import { personalDataControllers, personalDataEntities, personalDataProviders } from './personal-data/personal-data.providers.js';
import { OwnershipModule } from './ownership.module.js';
import { CompanyProfile, PersonProfile } from './profile.entity.js';
import { RecycleBinController } from './recycle-bin/recycle-bin.controller.js';
import { RecycleBinRepository } from './recycle-bin/recycle-bin.repository.js';
import { CustomerRestoreService } from './recycle-bin/customer-restore.service.js';
import { RecycleBinService } from './recycle-bin/recycle-bin.service.js';
import { TagController } from './tags/tag.controller.js';
import { CustomerCourse, CustomerTag, Tag } from './tags/tag.entity.js';
import { TagRepository } from './tags/tag.repository.js';
import { TagService } from './tags/tag.service.js';
import { TickedCustomers } from './ticked/ticked.service.js';
import { TimelineRepository } from './timeline/timeline.repository.js';
import { TimelineService } from './timeline/timeline.service.js';
import { customersDocs } from './customers.docs.js';
import { customersUses } from './customers.uses.js';
import { viewControllers, viewEntities, viewProviders } from './views/view.providers.js';
import { customerJobs } from './customers.jobs.js';

/** Customers with their profiles, contacts, interactions and history; who owns them is OwnershipModule's. */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      PersonProfile,
      CompanyProfile,
      Contact,
      Interaction,
      Tag,
      CustomerTag,
      CustomerCourse,
      DuplicateMeeting,
      ...mergeEntities,
      ...viewEntities,
      ...exportEntities,
      ...personalDataEntities,
      ...changeEntities,
    ]),
    CatalogModule,
    OwnershipModule,
    RbacModule,
  ],
  // routes with fixed words (`/customers/recycle-bin`) stand before those with ids
  controllers: [
    ...bulkControllers,
    RecycleBinController,
    CustomerController,
    CustomerChildController,
    ContactController,
    InteractionController,
    TagController,
    ...mergeControllers,
    ...viewControllers,
    ...exportControllers,
    ...personalDataControllers,
    ...changeControllers,
    ...importUndoControllers,
  ],
  providers: [
    ...customerCards,
    EnrolledCard,
    UntouchedCard,
    ...customersDocs,
    ...customersUses,
    ...[sources, levels, satisfactions, credits].map((d) => dictionaryDefinitions.declare(d)),
    CustomerAdmin,
    customerResource,
    ContactAdmin,
    contactResource,
    InteractionAdmin,
    interactionResource,
    tagResource,
    RecycleBinAdmin,
    recycleBinResource,
    CustomerAccess,
    CustomerChecks,
    CustomerFurtherFaults,
    CustomerChildren,
    CustomerCreateService,
    CustomerBurial,
    CustomerDeleteService,
    CustomerExplained,
    VisibleCustomers,
    ContactExplained,
    InteractionExplained,
    CustomerEntry,
    customerJobs,
    CustomerHandlers,
    CustomerInsert,
    CustomerListFields,
    CustomerListRepository,
    CustomerListService,
    CustomerLogNumbers,
    CustomerSelection,
    CustomerPurgeService,
    CustomerReadService,
    CustomerRecord,
    CustomerRepository,
    CustomerRevival,
    CustomerRewrite,
    CustomerUpdateService,
    CustomerVerbs,
    ContactRepository,
    ContactService,
    DuplicateRepository,
    DuplicateView,
    DuplicatesService,
    FollowUpClock,
    FollowUpReminderService,
    FollowUpService,
    IdNumberService,
    InteractionChangeService,
    InteractionRepository,
    InteractionService,
    RecycleBinRepository,
    CustomerRestoreService,
    RecycleBinService,
    TagRepository,
    TagService,
    TickedCustomers,
    TimelineRepository,
    TimelineService,
    ...mergeProviders,
    ...viewProviders,
    ...exportProviders,
    ...personalDataProviders,
    ...changeProviders,
    ...bulkProviders,
    ...importUndoProviders,
  ],
  exports: [OwnershipModule, CustomerListService],
})
export class CustomersModule {}
