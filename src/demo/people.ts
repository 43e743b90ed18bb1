import type { Random } from './random.js';

const SURNAMES = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
];
const MALE = [
  '伟',
  '强',
  '磊',
  '军',
  '洋',
  '勇',
  '杰',
  '涛',
  '明',
  '超',
  '志强',
  '建国',
  '浩然',
  '子轩',
  '宇航',
  '俊杰',
  '天佑',
  '文博',
  '晓东',
  '海波',
  '思远',
  '家豪',
  '泽宇',
  '嘉伟',
  '鹏飞',
];
const FEMALE = [
  '芳',
  '娜',
  '敏',
  '静',
  '丽',
  '娟',
  '艳',
  '霞',
  '燕',
  '玲',
  '欣怡',
  '梓涵',
  '诗琪',
  '雨婷',
  '佳琪',
  '思颖',
  '晓雯',
  '梦瑶',
  '美玲',
  '雅静',
  '慧敏',
  '若曦',
  '紫萱',
  '依诺',
  '婉清',
];
export const AREAS = [
  ['北京', 18],
  ['上海', 16],
  ['广州', 11],
  ['深圳', 12],
  ['杭州', 9],
  ['成都', 8],
  ['武汉', 7],
  ['西安', 6],
  ['南京', 5],
  ['重庆', 4],
  ['长沙', 3],
  ['郑州', 3],
] as const;
export const SOURCES = [
  ['百度推广', 26],
  ['官方网站', 15],
  ['QQ群', 12],
  ['腾讯课堂', 10],
  ['内部转介绍', 9],
  ['广点通', 8],
  ['高校宣讲', 6],
  ['51CTO', 5],
  ['SEO', 4],
  ['渠道代理', 3],
  ['其它', 2],
] as const;
const TRADES = ['信息技术', '网络科技', '教育咨询', '电子商务', '智能装备', '文化传媒', '医疗器械', '物流'];
const BRANDS = [
  '云帆',
  '启明',
  '华信',
  '博远',
  '天工',
  '恒泰',
  '聚力',
  '明德',
  '新程',
  '蓝海',
  '金桥',
  '众诚',
  '卓越',
  '同创',
  '晨光',
  '远航',
];

export const WORDS = {
  call: [
    '电话沟通，对课程感兴趣，约周末试听',
    '电话未接通，已发短信',
    '电话沟通学费与分期，客户要和家人商量',
    '电话回访，客户在比较两家机构',
    '介绍了就业情况，客户想看往期案例',
  ],
  message: ['微信发送课程大纲，客户已阅', 'QQ 解答上课时间与请假规则', '微信沟通，客户想了解讲师背景', '发送试听链接，客户表示今晚看'],
  visit: ['客户到校区参观，试听一节课', '上门面谈，确认培训人数与时间'],
} as const;
export const LOST = ['预算不足', '已在别处报名', '时间冲突，半年内不考虑', '号码为空号', '只想要免费资料'];
export const POSITIONS = ['人事经理', '培训主管', '行政总监', '技术总监', '采购'];

export interface Name {
  readonly name: string;
  readonly male: boolean;
}

export function personName(random: Random): Name {
  const male = random.chance(0.55);
  return { name: random.pick(SURNAMES) + random.pick(male ? MALE : FEMALE), male };
}

/** The `n`-th company of the demo; names repeat no sooner than after 128. */
export const companyName = (n: number, area: string): string =>
  `${area}${BRANDS[n % BRANDS.length]}${TRADES[Math.floor(n / BRANDS.length) % TRADES.length]}有限公司`;

/** China keeps no numbers for fiction: these are of the sparsest range, and nothing is ever sent from a demo. */
export const phoneOf = (n: number): string => `1920000${String(n).padStart(4, '0')}`;
/** Twelve digits, one more than any that has been given out. */
export const qqOf = (n: number): string => `9${String(80_000_000_000 + n * 7919)}`;
export const emailOf = (n: number): string => `lead${n}@example.com`;
