import type { TestApp } from '../app.js';
import { Importer } from '../imports.js';
import type { AuthHeaders } from '../staff.js';

/** Somebody who may do everything and holds customers, too. */
export interface World {
  readonly house: TestApp;
  readonly headers: AuthHeaders;
  readonly staffId: number;
  /** A POST that creates. @returns the answer's body. @throws with it when it is refused. */
  made(path: string, body: object): Promise<{ id: number }>;
}

export interface Patchable {
  /** Makes a record that may be changed. @returns its address below `/api`. */
  readonly make: (world: World) => Promise<string>;
  /** The n-th change: each differs from the one before. */
  readonly change: (n: number) => Record<string, unknown>;
}

let made = 0;
const next = () => ++made;
const named = (name: string) => ({ change: (n: number) => ({ [name]: `Name ${n}` }) });

/** Every route that takes a PATCH, by its address in the documentation. A new one gets a line here: `versions.e2e-spec.ts` walks them. */
export const PATCHABLE: Readonly<Record<string, Patchable>> = {
  '/settings/{code}': {
    make: async () => '/settings/auth.failuresPerAddress',
    change: (n) => ({ value: 100 + n }),
  },
  '/notifications/preferences': {
    make: async () => '/notifications/preferences',
    change: (n) => ({ digestAt: `09:${String(n).padStart(2, '0')}` }),
  },
  '/dictionaries/{code}/items/{id}': {
    make: async ({ made }) =>
      `/dictionaries/customer.source/items/${(await made('/dictionaries/customer.source/items', { value: `v${next()}`, labelZh: '甲', labelEn: 'A' })).id}`,
    ...named('labelEn'),
  },
  '/saved-views/{id}': {
    make: async ({ made }) => `/saved-views/${(await made('/saved-views', { name: 'V', filters: {} })).id}`,
    ...named('name'),
  },
  '/schedules/{name}': { make: async () => '/schedules/jobs.prune', change: (n) => ({ cron: `${n} 3 * * *` }) },
  '/departments/{id}': {
    make: async ({ made }) => `/departments/${(await made('/departments', { code: 7000 + next(), name: 'D' })).id}`,
    ...named('name'),
  },
  '/positions/{id}': {
    make: async ({ made }) => `/positions/${(await made('/positions', { code: `p${next()}`, nameZh: '职', nameEn: 'P' })).id}`,
    ...named('nameEn'),
  },
  '/roles/{id}': {
    make: async ({ made }) => `/roles/${(await made('/roles', { code: `r${next()}`, nameZh: '角', nameEn: 'R' })).id}`,
    ...named('nameEn'),
  },
  '/permission-menus/{id}': {
    make: async ({ made }) =>
      `/permission-menus/${(await made('/permission-menus', { code: `m${next()}`, titleZh: '菜', titleEn: 'M' })).id}`,
    ...named('titleEn'),
  },
  '/permission-groups/{id}': {
    make: async ({ made }) => {
      const { id: menuId } = await made('/permission-menus', { code: `m${next()}`, titleZh: '菜', titleEn: 'M' });
      return `/permission-groups/${(await made('/permission-groups', { code: `g${next()}`, titleZh: '组', titleEn: 'G', menuId })).id}`;
    },
    ...named('titleEn'),
  },
  '/permissions/{id}': {
    make: async ({ made }) => {
      const { id: menuId } = await made('/permission-menus', { code: `m${next()}`, titleZh: '菜', titleEn: 'M' });
      const { id: groupId } = await made('/permission-groups', { code: `g${next()}`, titleZh: '组', titleEn: 'G', menuId });
      const body = { code: `x.${next()}`, titleZh: '权', titleEn: 'P', action: 'read', subject: 'Customer', groupId };
      return `/permissions/${(await made('/permissions', { ...body, conditions: { source: 'baidu' } })).id}`;
    },
    ...named('titleEn'),
  },
  '/staff/{id}': {
    make: async ({ made }) => `/staff/${(await made('/staff', { username: `walk${next()}`, name: 'W' })).id}`,
    ...named('name'),
  },
  '/staff/{id}/leave/{leaveId}': {
    make: async ({ made }) => {
      const { id } = await made('/staff', { username: `walk${next()}`, name: 'W' });
      return `/staff/${id}/leave/${(await made(`/staff/${id}/leave`, { fromDay: '2030-01-01', toDay: '2030-01-02' })).id}`;
    },
    ...named('reason'),
  },
  '/campuses/{id}': {
    make: async ({ made }) => `/campuses/${(await made('/campuses', { name: `Campus ${next()}` })).id}`,
    ...named('address'),
  },
  '/courses/{id}': {
    make: async ({ made }) => `/courses/${(await made('/courses', { name: `Course ${next()}` })).id}`,
    ...named('outline'),
  },
  '/customers/{id}': {
    make: async ({ made }) => `/customers/${(await made('/customers', { name: 'C' })).id}`,
    change: (n) => ({ area: `Area ${n}`, doNotCall: true, person: { major: `Major ${n}` } }),
  },
  '/customers/{id}/contacts/{contactId}': {
    make: async ({ made }) => {
      const { id } = await made('/customers', { name: 'C' });
      return `/customers/${id}/contacts/${(await made(`/customers/${id}/contacts`, { name: 'K' })).id}`;
    },
    ...named('position'),
  },
  '/interactions/{id}': {
    make: async ({ made }) => {
      const { id: customerId } = await made('/customers', { name: 'C' });
      return `/interactions/${(await made('/interactions', { customerId, kind: 'call', summary: 'S' })).id}`;
    },
    ...named('summary'),
  },
  '/import-profiles/{id}': {
    make: async ({ made }) => {
      const mapping = { columns: [{ column: 'A', field: 'name' }] };
      return `/import-profiles/${(await made('/import-profiles', { name: `Profile ${next()}`, mapping, policy: 'skip', distribute: true })).id}`;
    },
    change: (n) => ({ name: `Kept ${n}` }),
  },
  '/tags/{id}': {
    make: async ({ made }) => `/tags/${(await made('/tags', { name: `Tag ${next()}` })).id}`,
    change: (n) => ({ name: `Named ${n}` }),
  },
  '/distribution/quotas/{id}': {
    make: async ({ made, staffId }) =>
      `/distribution/quotas/${(await made('/distribution/quotas', { staffId, weight: 1, perRound: 1 })).id}`,
    change: (n) => ({ weight: 10 + n }),
  },
  '/imports/{id}': {
    make: async ({ house, headers }) =>
      `/imports/${(await new Importer(house, headers).upload('姓名,电话\n张三,13800138000\n')).json<{ id: number }>().id}`,
    change: (n) => ({ policy: ['skip', 'update', 'reject'][n % 3], distribute: n % 2 === 0 }),
  },
  '/distribution/rules/{id}': {
    make: async ({ made }) => `/distribution/rules/${(await made('/distribution/rules', { name: 'R', source: 'baidu' })).id}`,
    ...named('name'),
  },
  '/distribution/claim-rules/{id}': {
    make: async ({ made }) => `/distribution/claim-rules/${(await made('/distribution/claim-rules', { name: 'R' })).id}`,
    ...named('name'),
  },
};
