import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Public } from '../permissions/permit.js';
import { loginBody, refreshBody } from './auth.dto.js';
import { AuthService } from './auth.service.js';
import { TokenSignInService } from './token-sign-in.service.js';

@Controller('auth')
export class AuthController {
  constructor(
    private readonly auth: AuthService,
    private readonly tokens: TokenSignInService,
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
}
