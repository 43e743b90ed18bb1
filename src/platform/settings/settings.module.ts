import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarDay } from './calendar-day.entity.js';
import { calendarAdmin, CalendarAdmin } from './calendar.admin.js';
import { CalendarController } from './calendar.controller.js';
import { Calendar } from './calendar.js';
import { CalendarRepository } from './calendar.repository.js';
import { CalendarYears } from './calendar-years.service.js';
import { dictionaryItemsAdmin, DictionaryItemsAdmin } from './dictionaries.admin.js';
import { DictionariesController } from './dictionaries.controller.js';
import { Dictionaries } from './dictionaries.js';
import { DictionaryItems } from './dictionary-items.service.js';
import { Dictionary, DictionaryItem } from './dictionary.entity.js';
import { DictionaryRepository } from './dictionary.repository.js';
import { Setting } from './setting.entity.js';
import { SettingRepository } from './setting.repository.js';
import { settingsAdmin, SettingsAdmin } from './settings.admin.js';
import { SettingsController } from './settings.controller.js';
import { settingsPermissions } from './settings.permissions.js';
import { Settings } from './settings.js';
import { settingsDocs } from './settings.docs.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Setting, Dictionary, DictionaryItem, CalendarDay])],
  controllers: [SettingsController, DictionariesController, CalendarController],
  providers: [
    ...settingsDocs,
    ...[Settings, SettingRepository, SettingsAdmin, settingsAdmin, settingsPermissions],
    ...[Dictionaries, DictionaryItems, DictionaryRepository, DictionaryItemsAdmin, dictionaryItemsAdmin],
    ...[Calendar, CalendarYears, CalendarRepository, CalendarAdmin, calendarAdmin],
  ],
  exports: [Settings, Dictionaries, Calendar],
})
export class SettingsModule {}
