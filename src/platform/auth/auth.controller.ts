import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { pageOfAll } from '../http/list-in-memory.js';
import { NeverKept } from '../http/idempotency/idempotency.interceptor.js';
import { BeforeSecondStep, Public, SignedIn } from '../permissions/permit.js';
import { AccountLinks } from './accounts/account-links.service.js';
import { AccountRecovery } from './accounts/account-recovery.service.js';
import { forgotBody, loginBody, passwordBody, redeemBody, refreshBody, sessionList, sessionParam, SESSIONS } from './auth.dto.js';
import { AuthService } from './auth.service.js';
import { OwnAccount } from './accounts/own-account.service.js';
import { Sessions } from './sessions/sessions.js';
import { TokenSignInService } from './sign-in/token-sign-in.service.js';

@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly tokens: TokenSignInService,
    private readonly own: OwnAccount,
    private readonly links: AccountLinks,
    private readonly recovery: AccountRecovery,
    private readonly sessions: Sessions,
  ) {}

  @Public()
  @Post('login')
  @HttpCode(200)
  login(@Body({ schema: loginBody }) body: z.infer<typeof loginBody>, @Headers('user-agent') userAgent?: string) {
    return this.auth.login(body, userAgent);
  }

  @Public()
  @Post('refresh')
  @HttpCode(200)
  refresh(@Body({ schema: refreshBody }) body: z.infer<typeof refreshBody>) {
    return this.tokens.refresh(body.refreshToken);
  }

  @SignedIn()
  @BeforeSecondStep()
  @Post('logout')
  @HttpCode(200)
  async logout(@Res({ passthrough: true }) reply: FastifyReply) {
    await this.own.signOut();
    void reply.header('set-cookie', this.sessions.cookies(null));
    return { signedOut: true };
  }

  @SignedIn()
  @NeverKept()
  @Post('password')
  @HttpCode(200)
  async password(@Body({ schema: passwordBody }) body: z.infer<typeof passwordBody>) {
    await this.own.changePassword(body.oldPassword, body.newPassword);
    return { changed: true };
  }

  @Public()
  @Post('forgot')
  @HttpCode(200)
  async forgot(@Body({ schema: forgotBody }) body: z.infer<typeof forgotBody>) {
    await this.recovery.forgot('staff', body.login);
    return { accepted: true };
  }

  @Public()
  @Post('reset')
  @HttpCode(200)
  reset(@Body({ schema: redeemBody }) body: z.infer<typeof redeemBody>) {
    return this.links.redeem('reset', body.token, body.password);
  }

  @Public()
  @Post('invitations/accept')
  @HttpCode(200)
  accept(@Body({ schema: redeemBody }) body: z.infer<typeof redeemBody>) {
    return this.links.redeem('invitation', body.token, body.password);
  }

  @SignedIn()
  @Get('sessions')
  async listSessions(@Query({ schema: sessionList }) query: z.infer<typeof sessionList>) {
    return pageOfAll(await this.own.sessions(), query, SESSIONS);
  }

  @SignedIn()
  @Delete('sessions')
  @HttpCode(204)
  endOtherSessions() {
    return this.own.endOtherSessions();
  }

  @SignedIn()
  @Delete('sessions/:id')
  @HttpCode(204)
  endSession(@Param({ schema: sessionParam }) { id }: z.infer<typeof sessionParam>) {
    return this.own.endSession(id);
  }
}
