import { Module } from '@nestjs/common';
import { AccountPages } from './account-pages.js';
import { AdminAnswers } from './admin-answers.js';
import { AdminApi } from './admin-api.js';
import { AdminAssets } from './admin-assets.js';
import { AdminCatalogue } from './admin-catalogue.js';
import { AdminDoor } from './admin-door.js';
import { AdminHost, AdminRooms } from './admin-host.js';
import { homeMenu } from './admin-page.js';
import { AdminShell } from './admin-shell.js';
import { ClientState } from './client-state.js';
import { HomePage } from './home-page.js';
import { PropertyView } from './property-json.js';
import { ReferenceTitles } from './reference-titles.js';
import { ScreenActions } from './screen-actions.js';
import { SecondStepPages } from './second-step-pages.js';
import { SignInPages } from './sign-in-pages.js';

@Module({
  providers: [
    AccountPages,
    AdminCatalogue,
    AdminAnswers,
    AdminDoor,
    AdminHost,
    AdminRooms,
    AdminShell,
    AdminApi,
    AdminAssets,
    ClientState,
    HomePage,
    homeMenu,
    PropertyView,
    ReferenceTitles,
    ScreenActions,
    SecondStepPages,
    SignInPages,
  ],
  exports: [AdminCatalogue],
})
export class AdminModule {}
