import { z } from 'zod';
import { idParam, instant } from '../http/fields.js';
import type { InMemoryList } from '../http/list-in-memory.js';
import { listQuery } from '../http/list-query.js';
import { SIGN_IN_OUTCOMES } from './sign-in/sign-in-log.entity.js';

/** Long enough for any passphrase; bounded, because it is hashed. */
const newPassword = () => z.string().min(8).max(128);
const typedPassword = () => z.string().min(1).max(256);
const login = () => z.string().trim().min(1).max(190);
const token = () => z.string().min(1).max(200);
const repeated = { error: 'password.not-repeated', path: ['repeat'] };

const code = () => z.string().regex(/^\d{6}$/, { error: 'code.six-digits' });
const codes = { code: code().optional(), recoveryCode: z.string().min(1).max(64).optional() };
const oneCode = { error: 'code.which', path: ['code'] };

/** Whoever has two-step sign-in on sends one of the codes, too: at once, or after auth.second-step-required. */
export const loginBody = z
  .strictObject({ username: login(), password: typedPassword(), rememberMe: z.boolean().optional(), ...codes })
  .refine((b) => b.code === undefined || b.recoveryCode === undefined, oneCode);
export const secondStepBegin = z.strictObject({ password: typedPassword() });
export const secondStepConfirm = z.strictObject({ code: code() });
export const secondStepProof = z
  .strictObject({ password: typedPassword(), ...codes })
  .refine((b) => (b.code === undefined) !== (b.recoveryCode === undefined), oneCode);
export const refreshBody = z.strictObject({ refreshToken: token() });
export const passwordBody = z
  .strictObject({ oldPassword: typedPassword(), newPassword: newPassword(), repeat: z.string().max(256).optional() })
  .refine((b) => b.repeat === undefined || b.repeat === b.newPassword, repeated);
export const forgotBody = z.strictObject({ login: login() });
export const redeemBody = z
  .strictObject({ token: token(), password: newPassword(), repeat: z.string().max(256).optional() })
  .refine((b) => b.repeat === undefined || b.repeat === b.password, repeated);
export const sessionParam = idParam();
export const sessionList = listQuery({ sorts: ['seenAt', 'createdAt'], search: false, filters: {} });
type SessionRow = { readonly id: number; readonly seenAt: string | null; readonly createdAt: string | null };
export const SESSIONS: InMemoryList<SessionRow> = {
  sorts: { seenAt: (s) => s.seenAt ?? '', createdAt: (s) => s.createdAt ?? '' },
  defaultSort: '-seenAt',
  key: (s) => s.id,
};

export const signInList = listQuery({
  sorts: ['at'],
  search: false,
  filters: {
    username: z.string().max(64).optional(),
    outcome: z.enum(SIGN_IN_OUTCOMES).optional(),
    door: z.enum(['cookie', 'token']).optional(),
    address: z.string().max(64).optional(),
    from: instant().optional(),
    to: instant().optional(),
  },
});
