// The people both databases hold: made from a seed, so that nothing has to be kept or shipped.
import { intBelow, oneOf, randomFrom } from './random.mjs';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Business days begin at this offset from UTC (Asia/Shanghai has no clock changes). */
const ZONE = 8 * HOUR;
/** At this instant, 00:00 of a business day, a tenth of the owned customers fall due, and none before it. */
export const DUE_AT = Date.UTC(2026, 10, 21) - ZONE;
/** The time at which everything but the reclaim is measured: a Friday afternoon, nobody overdue. */
export const EVE = DUE_AT - 10 * HOUR;

export const SALESPEOPLE = 200;
export const DEPARTMENTS = 20;
export const INTERACTIONS = 500_000;
export const departmentOf = (salesperson) => ((salesperson - 1) % DEPARTMENTS) + 1;
/** Days since 1970 in the business time zone. */
export const dayNumber = (instant) => Math.floor((instant + ZONE) / DAY);
export const startOfDay = (day) => day * DAY - ZONE;

export const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈'];
export const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红鹏健俊帆雪梅倩颖琳晨阳宇浩凯睿婷欣悦佳怡然博文'];
export const PHONE_BEGINNINGS = ['138', '139', '150', '151', '158', '159', '177', '186', '188', '189'];
const SCHOOLS = ['清华大学', '北京大学', '复旦大学', '浙江大学', '武汉大学', '中山大学', '四川大学', '山东大学', '厦门大学', '郑州大学'];
const MAJORS = ['计算机', '数学', '物理', '土木工程', '英语', '会计', '自动化', '机械', '电子', '市场营销'];
const COMPANIES = ['阿里巴巴', '腾讯科技', '百度在线', '京东商城', '美团点评', '小米科技', '华为技术', '字节跳动', '网易', '无'];
const SALARIES = ['3k-5k', '5k-8k', '8k-12k', '12k-20k', '20k以上'];

/** Unique by construction: a bijection of the row's number. */
export const phoneOf = (n) => PHONE_BEGINNINGS[n % 10] + String((n * 7919 + 1_234_567) % 1e8).padStart(8, '0');
export const qqOf = (n) => String(100_000_000 + ((n * 611_953 + 17) % 899_999_981));

/** What a person says of himself; numbers are places in the product's lists, from 1. */
export function person(random) {
  return {
    name: oneOf(random, SURNAMES) + oneOf(random, GIVEN) + (random() < 0.6 ? oneOf(random, GIVEN) : ''),
    gender: 1 + intBelow(random, 2),
    education: 1 + intBelow(random, 8),
    school: oneOf(random, SCHOOLS),
    major: oneOf(random, MAJORS),
    experience: 1 + intBelow(random, 7),
    workStatus: 1 + intBelow(random, 2),
    company: oneOf(random, COMPANIES),
    salary: oneOf(random, SALARIES),
    source: 1 + intBelow(random, 16),
  };
}

/** 200 salespeople with their weight and number of customers a round. */
export function salespeople(seed) {
  const random = randomFrom(seed + 1);
  return Array.from({ length: SALESPEOPLE }, (_, i) => ({
    id: i + 1,
    username: `sales${i + 1}`,
    name: `销售${i + 1}`,
    department: departmentOf(i + 1),
    weight: 1 + intBelow(random, 1000),
    perRound: 1 + intBelow(random, 9),
  }));
}

/** Everybody, the owned first, then the pool. Each is made anew: nothing of it stays in memory. */
export function* everybody({ customers, pool, seed }) {
  const random = randomFrom(seed);
  const all = customers + pool;
  for (let id = 1; id <= all; id++) {
    const about = person(random);
    const createdAt = Math.floor(DUE_AT - 730 * DAY + (700 * DAY * id) / all);
    yield { id, ...about, createdAt, ...(id <= customers ? held(random) : { owner: null, department: null, enrolled: false, assignedAt: null, followedAt: null }) };
  }
}

/** A fifth is enrolled; of the others one in eight falls due at DUE_AT, half for want of a follow-up, half for want of a deal. */
function held(random) {
  const owner = 1 + intBelow(random, SALESPEOPLE);
  const department = random() < 0.02 ? 1 + intBelow(random, DEPARTMENTS) : departmentOf(owner);
  const enrolled = random() < 0.2;
  const kind = random();
  let assignedAt;
  let followedAt;
  if (enrolled) {
    assignedAt = DUE_AT - (15 + random() * 600) * DAY;
    followedAt = assignedAt + random() * 10 * DAY;
  } else if (kind < 0.0625) {
    followedAt = DUE_AT - (3 + random() * 0.99) * DAY;
    assignedAt = followedAt - random() * 10 * DAY;
  } else if (kind < 0.125) {
    assignedAt = DUE_AT - (15 + random() * 0.99) * DAY;
    followedAt = DUE_AT - (0.5 + random() * 2.4) * DAY;
  } else {
    followedAt = DUE_AT - (0.5 + random() * 2.4) * DAY;
    assignedAt = Math.min(followedAt - HOUR, DUE_AT - (0.5 + random() * 14.3) * DAY);
  }
  return { owner, department, enrolled, assignedAt: Math.floor(assignedAt), followedAt: Math.floor(followedAt) };
}

/** Past calls, spread over owned customers. */
export function* interactions({ customers, seed }) {
  const random = randomFrom(seed + 2);
  const n = Math.round((INTERACTIONS * customers) / 1_000_000);
  for (let id = 1; id <= n; id++) {
    yield { id, customer: 1 + intBelow(random, customers), author: 1 + intBelow(random, SALESPEOPLE), at: Math.floor(EVE - (1 + random() * 60) * DAY) };
  }
}
