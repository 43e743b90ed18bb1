import { type TestApp, startApp } from '../app.js';
import { ADMIN, newStaff, signIn, STAFF_PASSWORD } from '../staff.js';

describe('signing in', () => {
  let house: TestApp;
  beforeAll(async () => {
    house = await startApp();
  });
  afterAll(() => house.close());

  const login = (payload: object, headers = {}) => house.app.inject({ method: 'POST', url: '/api/auth/login', payload, headers });

  it('REQ-A1 REQ-A16 the first administrator signs in with the configured password and gets tokens', async () => {
    const answer = await login(ADMIN);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({ expiresIn: 900, user: { name: 'admin', roles: ['administrator'] } });
    expect(answer.body).not.toContain('passwordHash');
  });

  it('a colleague made by the test helper signs in', async () => {
    const one = await newStaff(house, { roles: ['salesperson'], departmentCode: 1001 });
    expect(await signIn(house, one.username, STAFF_PASSWORD)).toHaveProperty('authorization');
  });
});
