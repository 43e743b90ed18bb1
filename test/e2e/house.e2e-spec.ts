import { type TestApp, startApp } from '../app.js';

describe('the house', () => {
  let house: TestApp;
  beforeAll(async () => {
    house = await startApp();
  });
  afterAll(() => house.close());

  it('an address that does not exist is a problem in the language asked for', async () => {
    const answer = await house.app.inject({ url: '/api/nothing-here', headers: { 'accept-language': 'en', 'x-request-id': 'abc' } });
    expect(answer.statusCode).toBe(404);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.json()).toMatchObject({ code: 'not-found', detail: 'Not found', requestId: 'abc' });
  });
});
