import { z } from 'zod';

/** Long enough for any passphrase; bounded, because it is hashed. */
export const newPassword = () => z.string().min(8).max(128);
const typedPassword = () => z.string().min(1).max(256);

export const loginBody = z.strictObject({ username: z.string().trim().min(1).max(190), password: typedPassword(), rememberMe: z.boolean().optional() });
export const refreshBody = z.strictObject({ refreshToken: z.string().min(1).max(200) });
