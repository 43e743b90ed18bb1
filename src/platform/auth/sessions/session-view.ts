import { iso } from '../../context/clock.js';
import type { AuthSession } from './auth-session.entity.js';

/** A sign-in as people look through them: never its token. */
export const sessionView = (session: AuthSession, currentId: number | null) => ({
  id: session.id,
  door: session.door,
  address: session.address,
  userAgent: session.userAgent,
  rememberMe: session.rememberMe,
  createdAt: iso(session.createdAt),
  seenAt: iso(session.seenAt),
  expiresAt: iso(session.expiresAt),
  current: session.id === currentId,
});
