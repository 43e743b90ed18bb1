import { Module } from '@nestjs/common';
import { DeliveriesAdmin, deliveriesAdmin } from './deliveries.admin.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveryBoard } from './delivery-board.service.js';
import { Inbox } from './inbox.service.js';
import { NotificationsAdmin, notificationsAdmin } from './notifications.admin.js';
import { UnreadCard, unreadCard } from './notifications.home.js';
import { NotificationsController } from './notifications.controller.js';
import { notificationsPermissions } from './notifications.permissions.js';
import { notificationsDocs } from './notifications.docs.js';

/** The doors to notifications and deliveries: addresses and screens. */
@Module({
  controllers: [NotificationsController, DeliveriesController],
  providers: [
    ...notificationsDocs,
    DeliveriesAdmin,
    DeliveryBoard,
    Inbox,
    NotificationsAdmin,
    UnreadCard,
    deliveriesAdmin,
    notificationsAdmin,
    notificationsPermissions,
    unreadCard,
  ],
})
export class NotificationsApiModule {}
