import { Module } from '@nestjs/common';
import { DeliveriesAdmin, deliveriesAdmin } from './deliveries.admin.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveryBoard } from './delivery-board.service.js';
import { Inbox } from './inbox.service.js';
import { NotificationsAdmin, notificationsAdmin } from './notifications.admin.js';
import { UnreadCard, unreadCard } from './notifications.home.js';
import { NotificationsController } from './notifications.controller.js';
import { notificationsPermissions } from './notifications.permissions.js';
import { Preferences } from './preferences/preferences.service.js';
import { PreferencesController } from './preferences/preferences.controller.js';
import { UnreadCounts } from './push/unread-counts.js';
import { UnreadEvents } from './push/unread-events.js';
import { notificationsDocs } from './notifications.docs.js';

/** The doors to notifications and deliveries: addresses and screens. */
@Module({
  controllers: [PreferencesController, NotificationsController, DeliveriesController],
  providers: [
    ...notificationsDocs,
    DeliveriesAdmin,
    DeliveryBoard,
    Inbox,
    NotificationsAdmin,
    Preferences,
    UnreadCard,
    UnreadCounts,
    UnreadEvents,
    deliveriesAdmin,
    notificationsAdmin,
    notificationsPermissions,
    unreadCard,
  ],
})
export class NotificationsApiModule {}
