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
import { OwnSecondStep } from './second-step/own-second-step.service.js';
import { PasswordChange } from './accounts/password-change.service.js';
import { PasswordProof } from './accounts/password-proof.js';
import { Passwords } from './accounts/passwords.js';
import { PrincipalRegistry } from './principal-registry.js';
import { SecondStepChanges } from './second-step/second-step-changes.js';
import { SecondStepController } from './second-step/second-step.controller.js';
import { SecondStepDuty, secondStepForAll } from './second-step/second-step-duty.js';
import { SecondStepLedger } from './second-step/second-step-ledger.js';
import { RecoveryCode, SecondStep } from './second-step/second-step.entity.js';
import { SecondStepRepository } from './second-step/second-step.repository.js';
import { SecondSteps } from './second-step/second-steps.js';
import { SessionCookies } from './sessions/session-cookies.js';
import { SessionRegister } from './sessions/session-register.js';
import { StillSignedIn } from './sessions/still-signed-in.js';
import { Sessions } from './sessions/sessions.js';
import { SignInLog } from './sign-in/sign-in-log.entity.js';
import { SignInLogRepository } from './sign-in/sign-in-log.repository.js';
import { SignInChallenges } from './sign-in/sign-in-challenges.js';
import { SignInNotes } from './sign-in/sign-in-notes.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { failuresPerAddress, SignInTries } from './sign-in/sign-in-tries.js';
import { TokenSignInService } from './sign-in/token-sign-in.service.js';
import { Tries } from './sign-in/tries.js';
import { TriesRepository } from './sign-in/tries.repository.js';
import { authDocs } from './auth.docs.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuthSession, AuthTries, SignInLog, OneTimeLink, RecoveryCode, SecondStep])],
  controllers: [AuthController, SecondStepController],
  providers: [
    ...authDocs,
    AccessTokens,
    AccountLetters,
    AccountLinks,
    AccountRecovery,
    AuthService,
    OneTimeLinkRepository,
    OwnAccount,
    OwnSecondStep,
    PasswordChange,
    PasswordProof,
    AuthSessionRepository,
    Authenticator,
    CurrentSession,
    Passwords,
    PrincipalRegistry,
    SessionCookies,
    SessionRegister,
    SecondStepChanges,
    SecondStepDuty,
    SecondStepLedger,
    SecondStepRepository,
    SecondSteps,
    Sessions,
    StillSignedIn,
    SignInChallenges,
    SignInLogRepository,
    SignInNotes,
    SignInService,
    SignInTries,
    settingDefinitions.declare(failuresPerAddress),
    settingDefinitions.declare(secondStepForAll),
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
    OwnSecondStep,
    PasswordChange,
    SecondStepChanges,
    SecondStepDuty,
    SecondStepRepository,
    TokenSignInService,
    Sessions,
    StillSignedIn,
    SessionRegister,
    Passwords,
    PrincipalRegistry,
    Tries,
    CurrentSession,
  ],
})
export class AuthModule {}
