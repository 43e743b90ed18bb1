import { Injectable } from '@nestjs/common';
import { maskEmail, maskNumber, maskPhone } from './masking.js';

export interface ContactData {
  readonly phone: string | null;
  readonly qq: string | null;
  readonly wechat: string | null;
  readonly email: string | null;
}

/** The ways to reach a customer as everyone sees them but his owner, his managers and who may reveal them. */
@Injectable()
export class ContactMasks {
  masked({ phone, qq, wechat, email }: ContactData): ContactData {
    return { phone: maskPhone(phone), qq: maskNumber(qq), wechat: maskNumber(wechat), email: maskEmail(email) };
  }
}
