import { z } from 'zod';
import { loginName } from '../../../platform/auth/sign-in/login-name.js';
import { DAY } from '../../../platform/context/clock.js';
import { LANGUAGES } from '../../../platform/context/language.js';
import {
  allRight,
  day,
  email,
  flagParam,
  id,
  idParam,
  intParam,
  optionalId,
  optionalText,
  text,
  version,
} from '../../../platform/http/fields.js';
import { listQuery } from '../../../platform/http/list-query.js';

const USERNAME = /^[\p{L}\p{N}._\-@+]+$/u;
const USERNAME_LENGTH = 64;
/** One character may become several in the form that is kept, and others than letters: what is kept is what is checked. */
const username = () =>
  z
    .string()
    .trim()
    .min(1)
    .max(USERNAME_LENGTH)
    .transform(loginName)
    .superRefine((kept, ctx) => {
      if (kept.length > USERNAME_LENGTH)
        ctx.addIssue({ code: 'too_big', origin: 'string', maximum: USERNAME_LENGTH, inclusive: true, input: kept });
      else if (!USERNAME.test(kept)) ctx.addIssue({ code: 'custom', message: 'username.invalid' });
    });
const changeable = {
  name: text(64).optional(),
  email: email().nullable().optional(),
  phone: optionalText(32),
  departmentId: optionalId(),
  positionId: optionalId(),
  language: z.enum(LANGUAGES).nullable().optional(),
};

export const STAFF_SORTS = { id: 'id', name: 'name', username: 'username', createdAt: 'createdAt' } as const;
export const staffList = listQuery({
  sorts: Object.keys(STAFF_SORTS),
  filters: {
    departmentId: intParam(1),
    departmentTreeId: intParam(1),
    positionId: intParam(1),
    active: flagParam(),
    role: z.string().max(40).optional(),
    roleId: intParam(1),
  },
});
export const staffCreation = z.strictObject({
  ...changeable,
  username: username(),
  name: text(64),
  roleIds: z.array(id()).max(20).optional(),
  password: z.string().min(8).max(128).optional(),
});
export const staffChange = z.strictObject({ ...changeable, username: username().optional(), version: version() });
/** What everybody changes about himself; all else is his administrator's. */
export const ownChange = z.strictObject({ language: changeable.language, version: version() });
export type OwnChange = z.output<typeof ownChange>;
export const staffRoles = z.strictObject({ roleIds: z.array(id()).max(20), version: version() });
export const deactivation = z.strictObject({
  handOver: z
    .strictObject({
      to: id().optional(),
      toPool: z.boolean().optional(),
      rest: z
        .enum(['pending', 'pool'])
        .optional()
        .describe('Where goes what `to` may not have (his cap, what he lost before); without it to be distributed.'),
    })
    .refine((h) => (h.to !== undefined) !== (h.toPool === true), { error: 'handover.one' })
    .optional(),
});
export const nothing = z.strictObject({});
export const staffSessionParam = idParam().extend({ sessionId: idParam().shape.id });

/** Longer than anybody is away, in days; clocks are looked up day by day. */
const LONGEST_LEAVE = 1100;
const leaveDay = () => day().refine((d) => d >= '2000-01-01' && d < '2100-01-01', { error: 'leave.day' });
interface Period {
  readonly fromDay?: string | undefined;
  readonly toDay?: string | undefined;
}
/** What is wrong with a leave from then to then, as far as both days are named. */
export const leaveFault = ({ fromDay, toDay }: Period) => {
  if (fromDay === undefined || toDay === undefined) return undefined;
  return toDay < fromDay
    ? 'leave.backwards'
    : Date.parse(toDay) - Date.parse(fromDay) >= LONGEST_LEAVE * DAY
      ? 'leave.too-long'
      : undefined;
};
const inOrder = {
  path: ['toDay'],
  when: allRight('fromDay', 'toDay'),
  error: ({ input }: { input?: unknown }) => leaveFault(input as Period)!,
};
export const leaveCreation = z
  .strictObject({ fromDay: leaveDay(), toDay: leaveDay(), reason: optionalText(200) })
  .refine((leave) => !leaveFault(leave), inOrder);
/** With the colleague it is for. */
export const leaveEntry = leaveCreation.safeExtend({ staffId: id() });
export const leaveChange = z
  .strictObject({
    fromDay: leaveDay().optional(),
    toDay: leaveDay().optional(),
    reason: optionalText(200),
    version: version(),
  })
  .refine((leave) => !leaveFault(leave), inOrder);
export const leaveList = listQuery({ sorts: ['fromDay'], search: false, filters: { fromDay: day().optional(), toDay: day().optional() } });
export const leaveOverview = listQuery({
  sorts: ['fromDay'],
  search: false,
  filters: { staffId: intParam(1), fromDay: day().optional(), toDay: day().optional() },
});
export const leaveParam = z.strictObject({ ...idParam().shape, leaveId: z.coerce.number().int().min(1).max(2_147_483_647) });

export type StaffCreation = z.output<typeof staffCreation>;
export type StaffChange = z.output<typeof staffChange>;
export type StaffListQuery = z.output<typeof staffList>;
export type LeaveEntry = z.output<typeof leaveEntry>;
export type LeaveCreation = z.output<typeof leaveCreation>;
export type LeaveChange = z.output<typeof leaveChange>;
export type LeaveListQuery = z.output<typeof leaveOverview>;
