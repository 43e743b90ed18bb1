import { startApp, type TestApp } from '../app.js';
import { Importer } from '../imports.js';
import { newStaff } from '../staff.js';

type Who = Awaited<ReturnType<typeof newStaff>>;

describe('REQ-E8 REQ-E6 a number that is given up and taken in one moment is judged as in sequence', () => {
  let house: TestApp;
  let lost: Who;
  let supervisor: Who;
  beforeAll(async () => {
    house = await startApp();
    lost = await newStaff(house, { name: '张失去', roles: ['salesperson'], departmentCode: 1001 });
    supervisor = await newStaff(house, { name: '王主管', roles: ['sales-supervisor'], departmentCode: 1001 });
  });
  afterAll(() => house.close());

  const send = (method: 'POST' | 'PATCH' | 'DELETE', url: string, who: Who, payload?: object) =>
    house.app.inject({ method, url: `/api${url}`, headers: who.headers, ...(payload ? { payload } : {}) });
  let n = 0;
  const phone = () => `137${String(10_000_000 + ++n)}`;
  const entered = async (who: Who, body: object) => {
    const answer = await send('POST', '/customers', who, { name: `客户${++n}`, ...body });
    if (answer.statusCode !== 201) throw new Error(answer.body);
    return answer.json().id as number;
  };
  const DELAYS = [0, 1, 2, 3, 4, 5, 6, 8];
  const ROUNDS = 4;

  /** What it gives up, and how it is taken. @returns the answers of those who took it. */
  async function race(
    who: Who,
    giveUp: (id: number) => ReturnType<typeof send>,
    take: (number: string, other: number) => ReturnType<typeof send>,
  ) {
    const answers: { status: number; code: unknown; won: boolean }[] = [];
    for (const delay of DELAYS)
      for (let round = 0; round < ROUNDS; round++) {
        const number = phone();
        const [first, other] = [await entered(who, { phone: number }), await entered(who, {})];
        const givenUp = giveUp(first);
        await new Promise((done) => setTimeout(done, delay));
        const taken = await take(number, other);
        expect((await givenUp).statusCode).toBeLessThan(300);
        const body = taken.json();
        answers.push({ status: taken.statusCode, code: body.code, won: taken.statusCode < 300 && body.ownerId === who.id });
      }
    expect(answers.filter(({ won }) => won)).toEqual([]);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    return answers.map(({ code }) => code);
  }

  const takenOff = (id: number) => send('PATCH', `/customers/${id}`, lost, { phone: null });
  const REFUSED = ['customer.duplicate', 'customer.lost-before'];

  it('taken off one customer and put on another', async () => {
    const codes = await race(lost, takenOff, (number, other) => send('PATCH', `/customers/${other}`, lost, { phone: number }));
    for (const code of codes) expect(REFUSED).toContain(code);
  }, 120_000);

  it('taken off one customer and entered anew', async () => {
    await race(lost, takenOff, (number) => send('POST', '/customers', lost, { name: '新', phone: number }));
  }, 120_000);

  it('REQ-D24 taken off one customer and filled into another by an import', async () => {
    const operations = await newStaff(house, { roles: ['operations'], departmentCode: 1000 });
    const importer = new Importer(house, operations.headers);
    const pairs: { number: string; first: number; other: number; mail: string }[] = [];
    for (let i = 0; i < 40; i++) {
      const [number, mail] = [phone(), `r${++n}@example.com`];
      pairs.push({ number, mail, first: await entered(lost, { phone: number }), other: await entered(lost, { email: mail }) });
    }
    const file = ['name,email,phone', ...pairs.map(({ mail, number }) => `a,${mail},${number}`)].join('\n');
    const { id } = (await importer.upload(file, { policy: 'update' })).json();
    await importer.post(`${id}/start`);
    for (const { first } of pairs) expect((await takenOff(first)).statusCode).toBe(200);
    const done = await importer.ended(id);
    expect(done).toMatchObject({ state: 'done', updated: 0 });
    for (const { faults } of await importer.rows(id)) expect(['import.two-customers', 'import.lost-before']).toContain(faults[0]!.code);
  }, 120_000);

  it('deleted and entered anew', async () => {
    await race(
      supervisor,
      (id) => send('DELETE', `/customers/${id}`, supervisor),
      (number) => send('POST', '/customers', supervisor, { name: '新', phone: number }),
    );
  }, 120_000);
});
