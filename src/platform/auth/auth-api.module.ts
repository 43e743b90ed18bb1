import { Module } from '@nestjs/common';
import { authJobs } from './auth.jobs.js';
import { AuthPrune } from './auth-prune.handler.js';
import { accountPage } from './own-account.admin.js';
import { AccountLetterHandler, QueuedAccountMail } from './queued-account-mail.js';
import { signInLogResource } from './sign-in-log.admin.js';
import { SignInLogController } from './sign-in-log.controller.js';
import { SignInLogService } from './sign-in-log.service.js';

/** What signing in needs of jobs, mail, permissions and screens; apart, so that those can use `AuthModule`. */
@Module({
  controllers: [SignInLogController],
  providers: [AccountLetterHandler, accountPage, authJobs, AuthPrune, QueuedAccountMail, signInLogResource, SignInLogService],
})
export class AuthApiModule {}
