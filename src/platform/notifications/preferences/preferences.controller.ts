import { Body, Controller, Get, Patch } from '@nestjs/common';
import { SignedIn } from '../../permissions/permit.js';
import { preferenceChange, type PreferenceChange } from './preference.dto.js';
import { Preferences } from './preferences.service.js';

/** How the caller wants to hear of what. */
@Controller('notifications/preferences')
@SignedIn()
export class PreferencesController {
  constructor(private readonly preferences: Preferences) {}

  @Get()
  get() {
    return this.preferences.get();
  }

  @Patch()
  change(@Body({ schema: preferenceChange }) body: PreferenceChange) {
    return this.preferences.change(body);
  }
}
