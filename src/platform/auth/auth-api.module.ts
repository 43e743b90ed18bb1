import { Module } from '@nestjs/common';
import { AuthPrune } from './auth-prune.handler.js';
import { AccountLetterHandler, QueuedAccountMail } from './queued-account-mail.js';
import { SignInLogController } from './sign-in-log.controller.js';
import { SignInLogService } from './sign-in-log.service.js';

/** What signing in needs of jobs, mail and permissions; apart, so that those can use `AuthModule`. */
@Module({ controllers: [SignInLogController], providers: [AccountLetterHandler, AuthPrune, QueuedAccountMail, SignInLogService] })
export class AuthApiModule {}
