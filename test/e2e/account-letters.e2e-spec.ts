import { AccountLinks } from '../../src/platform/auth/accounts/account-links.service.js';
import { PrincipalRegistry } from '../../src/platform/auth/principal-registry.js';
import { AccountLetterHandler } from '../../src/platform/auth/accounts/queued-account-mail.js';
import { Clock, HOUR } from '../../src/platform/context/clock.js';
import { Database } from '../../src/platform/database/database.js';
import type { Letter } from '../../src/platform/notifications/channel.js';
import { Channels } from '../../src/platform/notifications/channels.js';
import { JobRun } from '../../src/platform/jobs/job-run.js';
import { startApp, type TestApp } from '../app.js';
import { newStaff } from '../staff.js';

describe('letters about accounts', () => {
  let house: TestApp;
  beforeAll(async () => {
    house = await startApp({ SMTP_URL: 'smtp://127.0.0.1:1' });
  });
  afterAll(() => house.close());

  it('REQ-A5 an invitation goes out by mail; the job does not show its link, and sends none that has expired', async () => {
    const sent: Letter[] = [];
    house.app.get(Channels).get('email')!.send = (letter) => (sent.push(letter), Promise.resolve('250 OK'));
    const { id } = await newStaff(house, { email: 'letter@example.cn' });
    const contact = await house.app.get(PrincipalRegistry).of('staff').contact(id);
    const { link } = await house.app.get(AccountLinks).issue('invitation', 'staff', contact!, null);
    const [job] = await house.app
      .get(Database)
      .rows<{ id: number; payload: string }>("SELECT id, payload FROM job WHERE kind = 'auth.letter'");
    expect(job!.payload).not.toContain(link.split('#token=')[1]);
    const deliver = () =>
      house.app
        .get(AccountLetterHandler, { strict: false })
        .deliver(JSON.parse(job!.payload) as { sealed: string }, new JobRun(job!.id, 1, new AbortController().signal));
    await deliver();
    expect(sent.at(-1)).toMatchObject({ address: 'letter@example.cn', link });
    const count = sent.length;
    house.app.get(Clock).advance(73 * HOUR);
    expect(await deliver()).toEqual({ sent: false });
    expect(sent).toHaveLength(count);
  });
});
