import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { settingDefinitions } from '../settings/setting-definition.js';
import { AccessTokens } from './sign-in/access-tokens.js';
import { AccountLinks } from './accounts/account-links.service.js';
import { AccountLetters } from './accounts/account-mail.js';
import { AccountRecovery } from './accounts/account-recovery.service.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { AuthSession } from './sessions/auth-session.entity.js';
import { AuthSessionRepository } from './sessions/auth-session.repository.js';
import { AuthTries } from './sign-in/auth-tries.entity.js';
import { Authenticator } from './authenticator.js';
import { CurrentSession } from './sessions/current-session.js';
import { OneTimeLink } from './accounts/one-time-link.entity.js';
import { OneTimeLinkRepository } from './accounts/one-time-link.repository.js';
import { OwnAccount } from './accounts/own-account.service.js';
import { PasswordChange } from './accounts/password-change.service.js';
import { Passwords } from './accounts/passwords.js';
import { PrincipalRegistry } from './principal-registry.js';
import { SessionCookies } from './sessions/session-cookies.js';
import { SessionRegister } from './sessions/session-register.js';
import { Sessions } from './sessions/sessions.js';
import { SignInLog } from './sign-in/sign-in-log.entity.js';
import { SignInLogRepository } from './sign-in/sign-in-log.repository.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { failuresPerAddress, SignInTries } from './sign-in/sign-in-tries.js';
import { TokenSignInService } from './sign-in/token-sign-in.service.js';
import { Tries } from './sign-in/tries.js';
import { TriesRepository } from './sign-in/tries.repository.js';
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
