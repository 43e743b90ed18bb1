import { z } from 'zod';
import { id, version } from '../../../../platform/http/fields.js';
import { listQuery } from '../../../../platform/http/list-query.js';
import type { Shown } from '../../../../platform/permissions/field-sight.js';
import { recordView } from '../../../../platform/records/record-kind.js';
import { line } from '../../customer-fields.js';
import { DUPLICATE_POLICIES } from '../import.entity.js';
import { importMapping } from '../import-mapping.js';
import type { ImportProfile } from './profile.entity.js';

export const profileList = listQuery({ sorts: ['name', 'updatedAt'], filters: {} });
export type ProfileList = z.output<typeof profileList>;

export const profileBody = z.strictObject({
  name: line(64),
  mapping: importMapping,
  policy: z.enum(DUPLICATE_POLICIES),
  distribute: z.boolean(),
});
export type ProfileBody = z.output<typeof profileBody>;
export const profileChange = profileBody.partial().extend({ version: version() });
export type ProfileChange = z.output<typeof profileChange>;

/** `version`: of the import. */
export const profileUse = z.strictObject({ profileId: id(), version: version() });
export type ProfileUse = z.output<typeof profileUse>;

export const PROFILE_FIELDS = ['name', 'mapping', 'policy', 'distribute'] as const;
export type ProfileView = Shown<ReturnType<typeof profileView>>;
export const profileView = (profile: ImportProfile) => ({
  ...recordView(profile, PROFILE_FIELDS),
  /** Its columns in short, for people. */
  columns: profile.mapping.columns.map(({ column }) => column).join(' · '),
});
