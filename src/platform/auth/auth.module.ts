import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { settingDefinitions } from '../settings/setting-definition.js';
import { AccessTokens } from './access-tokens.js';
import { AccountLinks } from './account-links.service.js';
import { AccountLetters } from './account-mail.js';
import { AccountRecovery } from './account-recovery.service.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { AuthSession } from './auth-session.entity.js';
import { AuthSessionRepository } from './auth-session.repository.js';
import { AuthTries } from './auth-tries.entity.js';
import { Authenticator } from './authenticator.js';
import { CurrentSession } from './current-session.js';
import { OneTimeLink } from './one-time-link.entity.js';
import { OneTimeLinkRepository } from './one-time-link.repository.js';
import { OwnAccount } from './own-account.service.js';
import { PasswordChange } from './password-change.service.js';
import { Passwords } from './passwords.js';
import { PrincipalRegistry } from './principal-registry.js';
import { SessionCookies } from './session-cookies.js';
import { SessionRegister } from './session-register.js';
import { Sessions } from './sessions.js';
import { SignInLog } from './sign-in-log.entity.js';
import { SignInLogRepository } from './sign-in-log.repository.js';
import { SignInService } from './sign-in.service.js';
import { failuresPerAddress, SignInTries } from './sign-in-tries.js';
import { TokenSignInService } from './token-sign-in.service.js';
import { Tries } from './tries.js';
import { TriesRepository } from './tries.repository.js';
import { authDocs } from './auth.docs.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuthSession, AuthTries, SignInLog, OneTimeLink])],
  controllers: [AuthController],
  providers: [
    ...authDocs,
    AccessTokens,
    AccountLetters,
    AccountLinks,
    AccountRecovery,
    AuthService,
    OneTimeLinkRepository,
    OwnAccount,
    PasswordChange,
    AuthSessionRepository,
    Authenticator,
    CurrentSession,
    Passwords,
    PrincipalRegistry,
    SessionCookies,
    SessionRegister,
    Sessions,
    SignInLogRepository,
    SignInService,
    SignInTries,
    settingDefinitions.declare(failuresPerAddress),
    TokenSignInService,
    Tries,
    TriesRepository,
  ],
  exports: [
    AuthSessionRepository,
    OneTimeLinkRepository,
    SignInLogRepository,
    TriesRepository,
    AccountLinks,
    AccountRecovery,
    Authenticator,
    OwnAccount,
    PasswordChange,
    TokenSignInService,
    Sessions,
    SessionRegister,
    Passwords,
    PrincipalRegistry,
    Tries,
    CurrentSession,
  ],
})
export class AuthModule {}
