import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarDay } from './calendar-day.entity.js';
import { Calendar } from './calendar.js';
import { CalendarRepository } from './calendar.repository.js';
import { Dictionaries } from './dictionaries.js';
import { Dictionary, DictionaryItem } from './dictionary.entity.js';
import { DictionaryRepository } from './dictionary.repository.js';
import { Setting } from './setting.entity.js';
import { SettingRepository } from './setting.repository.js';
import { Settings } from './settings.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Setting, Dictionary, DictionaryItem, CalendarDay])],
  providers: [Settings, SettingRepository, Dictionaries, DictionaryRepository, Calendar, CalendarRepository],
  exports: [Settings, Dictionaries, Calendar],
})
export class SettingsModule {}
