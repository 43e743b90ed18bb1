import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Addressees } from './addressees.js';
import { ChannelPatience } from './channel-patience.js';
import { Channels } from './channels.js';
import { DingtalkChannel } from './channels/dingtalk.channel.js';
import { EmailChannel } from './channels/email.channel.js';
import { SmsChannel } from './channels/sms.channel.js';
import { WecomChannel } from './channels/wecom.channel.js';
import { Deliverer } from './deliverer.js';
import { DeliveryFigures } from './delivery-figures.js';
import { DeliveryHandlers } from './delivery.handlers.js';
import { DeliveryRepository } from './delivery.repository.js';
import { Delivery, Notification } from './notification.entity.js';
import { NotificationRepository } from './notification.repository.js';
import { Notifications } from './notifications.js';
import { notificationTexts } from './notification-texts.js';
import { notificationJobs } from './notifications.jobs.js';
import { DayTimes } from './preferences/day-times.js';
import { DigestHandler } from './preferences/digest.handler.js';
import { DigestRepository } from './preferences/digest.repository.js';
import { DigestText } from './preferences/digest-text.js';
import { MessageHabit, MessagePreference } from './preferences/preference.entity.js';
import { PreferenceRepository } from './preferences/preference.repository.js';
import { Tact } from './preferences/tact.js';
import { Wishes } from './preferences/wishes.js';

/** Telling people: rows and channels. Its doors are in `notifications-api.module.ts`. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Notification, Delivery, MessageHabit, MessagePreference])],
  providers: [
    Addressees,
    ChannelPatience,
    Channels,
    Deliverer,
    DeliveryFigures,
    notificationJobs,
    DayTimes,
    DigestHandler,
    DigestRepository,
    DigestText,
    PreferenceRepository,
    Tact,
    Wishes,
    notificationTexts,
    DeliveryHandlers,
    DeliveryRepository,
    NotificationRepository,
    Notifications,
    DingtalkChannel,
    EmailChannel,
    SmsChannel,
    WecomChannel,
  ],
  exports: [Channels, DeliveryRepository, NotificationRepository, Notifications, PreferenceRepository],
})
export class NotificationsModule {}
