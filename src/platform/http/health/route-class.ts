/** The kinds of requests whose durations are looked at together. */
export const ROUTE_CLASSES = ['api', 'admin', 'portal', 'sign-in', 'stream', 'docs', 'health', 'none'] as const;
export type RouteClass = (typeof ROUTE_CLASSES)[number];

const CLASSES: readonly (readonly [RegExp, RouteClass])[] = [
  [/^(\/metrics|\/api\/health)(\/|$)/, 'health'],
  [/^(\/$|\/api\/docs|\/api\/openapi\.json)/, 'docs'],
  [/\/events$/, 'stream'],
  [/^(\/api\/auth|\/admin\/(login|logout|forgot|invitation|reset))(\/|$)/, 'sign-in'],
  [/^\/admin(\/|$)/, 'admin'],
  [/^\/api(\/|$)/, 'api'],
  [/^\//, 'portal'],
];

/** By the route's pattern; `none` where there is no route. */
export const routeClass = (pattern: string | undefined): RouteClass =>
  (pattern && CLASSES.find(([known]) => known.test(pattern))?.[1]) || 'none';
