import { z } from 'zod';
import { id, instant, optionalId, text } from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';
import { isNetwork } from '../../../platform/outgoing/network-list.js';

export const API_KEY_SORTS = { name: 'name', createdAt: 'createdAt', lastUsedAt: 'lastUsedAt' } as const;
export const apiKeyList = listQuery({
  sorts: Object.keys(API_KEY_SORTS),
  filters: { state: z.enum(['live', 'expired', 'revoked', 'resting']).optional() },
});
export const apiKeyCreation = z.strictObject({
  name: text(50),
  roleIds: z.array(id()).min(1).max(20),
  departmentId: optionalId(),
  readOnly: z.boolean().optional(),
  addresses: z
    .array(z.string().trim().max(64).refine(isNetwork, { error: 'network.invalid' }))
    .max(50)
    .nullable()
    .optional(),
  expiresAt: instant().nullable().optional(),
});
export type ApiKeyListQuery = z.output<typeof apiKeyList>;
export type ApiKeyCreation = z.output<typeof apiKeyCreation>;
