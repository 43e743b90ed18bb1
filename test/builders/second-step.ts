import { Clock, SECOND } from '../../src/platform/context/clock.js';
import { codeOf, counterAt } from '../../src/platform/auth/second-step/totp.js';
import type { TestApp } from '../app.js';
import { type AuthHeaders, STAFF_PASSWORD } from '../staff.js';

/** An authenticator app: its clock is the house's. */
export class Authenticator {
  constructor(
    private readonly clock: Clock,
    readonly secret: string,
  ) {}

  /** The code of now. A code is good once: `fresh` waits for the next one. */
  code(): string {
    return codeOf(this.secret, counterAt(this.clock.real()));
  }

  fresh(): string {
    this.clock.advance(30 * SECOND);
    return this.code();
  }

  /** Six digits that are none of the good ones. */
  wrong(): string {
    const now = counterAt(this.clock.real());
    const good = [-1, 0, 1].map((off) => codeOf(this.secret, now + off));
    return ['000000', '111111', '222222', '333333'].find((code) => !good.includes(code))!;
  }
}

/** Makes the house's own time that of the clocks outside: codes move on with `clock.advance`. */
export function oneTime({ app }: TestApp): Clock {
  const clock = app.get(Clock, { strict: false });
  vi.spyOn(clock, 'real').mockImplementation(() => clock.now());
  return clock;
}

/** Switches somebody's two-step sign-in on through the API. */
export async function enrolled(
  { app }: TestApp,
  headers: AuthHeaders,
  password = STAFF_PASSWORD,
): Promise<{ phone: Authenticator; recoveryCodes: string[] }> {
  const post = (url: string, payload: object) => app.inject({ method: 'POST', url: `/api/auth/second-step${url}`, headers, payload });
  const begun = await post('', { password });
  if (begun.statusCode !== 200) throw new Error(`${begun.statusCode} ${begun.body}`);
  const phone = new Authenticator(app.get(Clock, { strict: false }), begun.json<{ secret: string }>().secret);
  const confirmed = await post('/confirm', { code: phone.code() });
  if (confirmed.statusCode !== 200) throw new Error(`${confirmed.statusCode} ${confirmed.body}`);
  return { phone, recoveryCodes: confirmed.json<{ recoveryCodes: string[] }>().recoveryCodes };
}
