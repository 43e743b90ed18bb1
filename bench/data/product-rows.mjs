// The same people in the product's own schema, as its own verbs would have left them.
import { hash } from '@node-rs/argon2';
import { PASSWORD } from '../product/application.mjs';
import { DAY, DEPARTMENTS, EVE, dayNumber, everybody, interactions, phoneOf, qqOf, salespeople, startOfDay } from './people.mjs';
import { load } from './load.mjs';

export const ADMINISTRATOR = 1000;
/** Ids that no row of the product's own start takes. */
export const staffId = (salesperson) => 1000 + salesperson;
export const departmentId = (department) => 100 + department;

const FOLLOW_UP_DAYS = 3;
const DEAL_DAYS = 15;
const GENDERS = ['male', 'female'];
const SOURCES = ['qq-group', 'referral', 'website', 'baidu', '360', 'sogou', 'tencent-classroom', 'gdt', 'campus-talk', 'agency', '51cto', 'zhihuitui', 'ad-network', 'dsp', 'seo', 'other'];
const EDUCATIONS = ['key-university', 'university', 'independent-college', 'private-university', 'college', 'private-college', 'high-school', 'other'];
const EXPERIENCES = ['student', 'fresh-graduate', 'under-half-year', 'half-to-one-year', 'one-to-three-years', 'three-to-five-years', 'over-five-years'];
const WORK_STATUSES = ['employed', 'unemployed'];
const day = (number) => new Date(number * DAY).toISOString().slice(0, 10);

/** The days a deadline rule of 3 and 15 calendar days gives. */
function deadlines({ followedAt, assignedAt }, rule) {
  const followUp = dayNumber(followedAt) + FOLLOW_UP_DAYS;
  const deal = dayNumber(assignedAt) + DEAL_DAYS;
  return [day(followUp), day(deal), startOfDay(Math.min(followUp, deal) + 1), rule.id, rule.version];
}
const NO_DEADLINES = [null, null, null, null, null];

const CUSTOMER =
  'id,type,name,phone,phoneKey,qq,qqKey,gender,source,status,doNotCall,doNotMail,holding,holdingSince,ownerId,departmentId,ownedSince,dealClockOn,lastFollowUpAt,followUpDueOn,dealDueOn,reclaimAt,deadlineRuleId,deadlineRuleVersion,createdAt,updatedAt,version'.split(
    ',',
  );

function* customers(options, rule) {
  for (const p of everybody(options)) {
    const phone = `+86${phoneOf(p.id)}`;
    const qq = qqOf(p.id);
    const who = [p.id, 'person', p.name, phone, phone, qq, qq, GENDERS[p.gender - 1], SOURCES[p.source - 1], p.enrolled ? 'enrolled' : 'open', 0, 0];
    const stamps = [p.createdAt, p.createdAt, 1];
    if (p.owner === null) yield [...who, 'pool', p.createdAt, null, null, null, null, null, ...NO_DEADLINES, ...stamps];
    else {
      const clocks = p.enrolled ? NO_DEADLINES : deadlines(p, rule);
      yield [...who, 'owned', p.assignedAt, staffId(p.owner), departmentId(p.department), p.assignedAt, day(dayNumber(p.assignedAt)), p.followedAt, ...clocks, ...stamps];
    }
  }
}

function* profiles(options) {
  for (const p of everybody(options)) yield [p.id, EDUCATIONS[p.education - 1], p.school, p.major, EXPERIENCES[p.experience - 1], WORK_STATUSES[p.workStatus - 1], p.company, p.salary];
}

function* ownerships(options) {
  for (const p of everybody(options)) {
    if (p.owner === null) return;
    const ended = p.enrolled ? [p.followedAt, 'won'] : [null, null];
    yield [p.id, p.id, p.enrolled ? null : p.id, staffId(p.owner), departmentId(p.department), 'distributed', p.assignedAt, day(dayNumber(p.assignedAt)), ...ended];
  }
}

function* calls(options) {
  for (const i of interactions(options)) yield [i.id, i.customer, staffId(i.author), 'call', i.at, '电话沟通，对课程有兴趣，下周再联系', 0, i.at, i.at, 1];
}

/** What the product maintains beside the rows: customers of each place, and open customers of each person. */
function totals(options) {
  const places = new Map();
  const loads = new Map();
  for (const p of everybody(options)) {
    const key = p.owner === null ? '0,0' : `${departmentId(p.department)},${staffId(p.owner)}`;
    places.set(key, (places.get(key) ?? 0) + 1);
    if (p.owner !== null && !p.enrolled) loads.set(staffId(p.owner), (loads.get(staffId(p.owner)) ?? 0) + 1);
  }
  return { places: [...places].map(([key, n]) => [...key.split(','), n]), loads: [...loads] };
}

async function people(connection, seed) {
  const passwordHash = await hash(PASSWORD);
  const stamps = { columns: ['version', 'createdAt', 'updatedAt'], values: [1, EVE - 700 * DAY, EVE - 700 * DAY] };
  const departments = Array.from({ length: DEPARTMENTS }, (_, i) => departmentId(i + 1));
  await load(connection, 'department', ['id', 'code', 'name', 'path', ...stamps.columns], departments.map((id) => [id, id, `销售${id - 100}部`, `/${id}/`, ...stamps.values]));
  const sales = salespeople(seed);
  await load(
    connection,
    'staff',
    ['id', 'username', 'name', 'departmentId', 'active', 'passwordHash', 'passwordChangedAt', ...stamps.columns],
    [
      [ADMINISTRATOR, 'admin', 'admin', null, 1, passwordHash, EVE - 700 * DAY, ...stamps.values],
      ...sales.map((s) => [staffId(s.id), s.username, s.name, departmentId(s.department), 1, passwordHash, EVE - 700 * DAY, ...stamps.values]),
    ],
  );
  await load(connection, 'quota', ['staffId', 'weight', 'perRound', 'active', 'createdAt', 'updatedAt'], sales.map((s) => [staffId(s.id), s.weight, s.perRound, 1, EVE - 60 * DAY, EVE - 60 * DAY]));
}

async function deadlineRule(connection) {
  const values = ['3/15', '*|*', FOLLOW_UP_DAYS, DEAL_DAYS, 'calendar', '[24]', 1, EVE - 700 * DAY, EVE - 700 * DAY];
  await connection.query("DELETE FROM deadline_rule WHERE target = '*|*'");
  const [{ insertId }] = await connection.query('INSERT INTO deadline_rule (name, target, followUpDays, dealDays, dayKind, warnHours, active, createdAt, updatedAt) VALUES (?)', [values]);
  return { id: insertId, version: 1 };
}

/** Into a database that the product has migrated. Roles come with its first start, and are given out when people sign in. */
export async function fillProduct(connection, options) {
  await connection.query('SET unique_checks = 0, foreign_key_checks = 0');
  await people(connection, options.seed);
  const rule = await deadlineRule(connection);
  await load(connection, 'customer', CUSTOMER, customers(options, rule));
  await load(connection, 'person_profile', ['customerId', 'education', 'graduationSchool', 'major', 'experience', 'workStatus', 'company', 'salary'], profiles(options));
  await load(
    connection,
    'ownership',
    ['id', 'customerId', 'openCustomerId', 'staffId', 'departmentId', 'beganBy', 'beganAt', 'dealClockOn', 'endedAt', 'outcome'],
    ownerships(options),
  );
  await load(connection, 'interaction', ['id', 'customerId', 'authorId', 'kind', 'occurredAt', 'summary', 'counts', 'createdAt', 'updatedAt', 'version'], calls(options));
  const { places, loads } = totals(options);
  await load(connection, 'customer_count', ['departmentId', 'ownerId', 'n'], places);
  await load(connection, 'holder_load', ['staffId', 'openCount'], loads);
  await connection.query('ANALYZE TABLE customer, person_profile, ownership, interaction, customer_count, holder_load, staff, department');
}
