import { Module } from '@nestjs/common';
import { authJobs } from './auth.jobs.js';
import { AuthPrune } from './auth-prune.handler.js';
import { accountPage } from './accounts/own-account.admin.js';
import { AccountLetterHandler, QueuedAccountMail } from './accounts/queued-account-mail.js';
import { secondStepActions, secondStepWords } from './second-step/second-step.audit.js';
import { signInLogResource } from './sign-in/sign-in-log.admin.js';
import { SignInLogController } from './sign-in/sign-in-log.controller.js';
import { SignInLogService } from './sign-in/sign-in-log.service.js';

/** What signing in needs of jobs, mail, permissions and screens; apart, so that those can use `AuthModule`. */
@Module({
  controllers: [SignInLogController],
  providers: [
    AccountLetterHandler,
    accountPage,
    authJobs,
    AuthPrune,
    QueuedAccountMail,
    secondStepActions,
    secondStepWords,
    signInLogResource,
    SignInLogService,
  ],
})
export class AuthApiModule {}
