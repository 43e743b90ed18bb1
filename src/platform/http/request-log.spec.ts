import { routeClass } from './health/route-class.js';
import { shownPath } from './request-log.js';

describe('a request in the log', () => {
  it.each([
    ['/api/customers/:id', '/api/customers/17?search=李伟&token=abc', '/api/customers/17'],
    ['/api/customers/:id', '/api/customers/13800138000', '/api/customers/:id'],
    ['/api/links/:token/files/:id', '/api/links/s3cr3t-T0ken/files/4', '/api/links/:token/files/4'],
    ['/api/dictionaries/:code', '/api/dictionaries/%0a%7b%22level%22%3a60%7d', '/api/dictionaries/:code'],
    ['/admin/*', '/admin/resources/customers?filters.phone=138', '/admin/*'],
    ['/', '/', '/'],
    [undefined, '/wp-login.php?pwd=hunter2', undefined],
  ])('REQ-SY7 shows of %s only the words of the route and numbers of records', (pattern, url, shown) => {
    expect(shownPath(pattern, url)).toBe(shown);
  });

  it.each([
    ['/api/customers/:id', 'api'],
    ['/api/auth/login', 'sign-in'],
    ['/admin/login', 'sign-in'],
    ['/admin/invitation', 'sign-in'],
    ['/admin/api/resources/:resourceId/actions/:action', 'admin'],
    ['/api/jobs/:id/events', 'stream'],
    ['/api/health/ready', 'health'],
    ['/metrics', 'health'],
    ['/api/docs/assets/:file', 'docs'],
    ['/', 'docs'],
    ['/portal/courses', 'portal'],
    [undefined, 'none'],
  ])('%s is of the class %s', (pattern, expected) => {
    expect(routeClass(pattern)).toBe(expected);
  });
});
