import { nextAddress } from './next-address.js';

describe('REQ-A6 the address to go to after signing in', () => {
  it.each(['/admin/resources/customers?page=2#row', '/portal'])('keeps %s', (path) => expect(nextAddress(path)).toBe(path));
  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '/%0a',
    '',
    undefined,
    'admin',
    '/..//evil.example',
  ])('never leaves this site: %s', (path) => expect(new URL(nextAddress(path), 'https://crm.example').origin).toBe('https://crm.example'));
  it('falls back', () => expect(nextAddress('//evil.example', '/home')).toBe('/home'));
});
