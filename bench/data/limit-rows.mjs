// The hand-written database, filled.
import { readFileSync } from 'node:fs';
import { everybody, interactions, phoneOf, qqOf, salespeople } from './people.mjs';
import { load } from './load.mjs';

export const datetime = (instant) => (instant === null ? null : new Date(instant).toISOString().slice(0, 19).replace('T', ' '));
/** Status as the narrow table keeps it. */
export const ENROLLED = 1;
export const OPEN = 2;

const CUSTOMER =
  'id,qq,phone,name,gender,education,graduation_school,major,experience,work_status,company,salary,source,status,owner_id,department_id,created_at,assigned_at,last_follow_up_at'.split(',');

function* customers(options) {
  for (const p of everybody(options)) {
    const about = [p.name, p.gender, p.education, p.school, p.major, p.experience, p.workStatus, p.company, p.salary, p.source];
    yield [p.id, qqOf(p.id), phoneOf(p.id), ...about, p.enrolled ? ENROLLED : OPEN, p.owner, p.department, datetime(p.createdAt), datetime(p.assignedAt), datetime(p.followedAt)];
  }
}

function* followUps(options) {
  for (const i of interactions(options)) yield [i.id, i.customer, i.author, '电话沟通，对课程有兴趣，下周再联系', datetime(i.at)];
}

/** One slot for each customer that somebody gets in a round, the heaviest first. */
function slots(people) {
  const order = [...people].sort((a, b) => b.weight - a.weight || a.id - b.id);
  return order.flatMap((u) => Array.from({ length: u.perRound }, () => [u.id, u.department])).map((slot, pos) => [pos, ...slot]);
}

export async function fillLimit(connection, options) {
  await connection.query(readFileSync(new URL('../limit/schema.sql', import.meta.url), 'utf8'));
  await connection.query('SET unique_checks = 0, foreign_key_checks = 0');
  const people = salespeople(options.seed);
  await load(connection, 'sales_user', ['id', 'username', 'name', 'department_id', 'weight', 'quota'], people.map((u) => [u.id, u.username, u.name, u.department, u.weight, u.perRound]));
  const rotation = slots(people);
  await load(connection, 'rotation_slot', ['pos', 'user_id', 'department_id'], rotation);
  await load(connection, 'rotation', ['id', 'next_pos', 'round_len'], [[1, 0, rotation.length]]);
  await load(connection, 'customer', CUSTOMER, customers(options));
  await load(connection, 'follow_up', ['id', 'customer_id', 'user_id', 'note', 'created_at'], followUps(options));
  await connection.query('ANALYZE TABLE customer, follow_up, sales_user');
}
