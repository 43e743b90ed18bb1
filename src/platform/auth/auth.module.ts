import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessTokens } from './access-tokens.js';
import { AuthController } from './auth.controller.js';
import { AuthService } from './auth.service.js';
import { AuthSession } from './auth-session.entity.js';
import { AuthSessionRepository } from './auth-session.repository.js';
import { AuthTries } from './auth-tries.entity.js';
import { Authenticator } from './authenticator.js';
import { CurrentSession } from './current-session.js';
import { OneTimeLink } from './one-time-link.entity.js';
import { Passwords } from './passwords.js';
import { PrincipalRegistry } from './principal-registry.js';
import { SessionCookies } from './session-cookies.js';
import { SessionRegister } from './session-register.js';
import { Sessions } from './sessions.js';
import { SignInLog } from './sign-in-log.entity.js';
import { SignInLogRepository } from './sign-in-log.repository.js';
import { SignInService } from './sign-in.service.js';
import { TokenSignInService } from './token-sign-in.service.js';
import { Tries } from './tries.js';
import { TriesRepository } from './tries.repository.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([AuthSession, AuthTries, SignInLog, OneTimeLink])],
  controllers: [AuthController],
  providers: [
    AccessTokens, AuthService, AuthSessionRepository, Authenticator, CurrentSession, Passwords, PrincipalRegistry, SessionCookies, SessionRegister, Sessions,
    SignInLogRepository, SignInService, TokenSignInService, Tries, TriesRepository,
  ],
  exports: [Authenticator, Sessions, SessionRegister, Passwords, PrincipalRegistry, Tries, CurrentSession],
})
export class AuthModule {}
