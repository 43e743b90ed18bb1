import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Channels } from './channels.js';
import { Delivery, Notification } from './notification.entity.js';
import { NotificationRepository } from './notification.repository.js';
import { Notifications } from './notifications.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Notification, Delivery])],
  providers: [Channels, NotificationRepository, Notifications],
  exports: [Notifications],
})
export class NotificationsModule {}
