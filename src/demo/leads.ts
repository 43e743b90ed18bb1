import type { CustomerCreation } from '../modules/customers/customer.dto.js';
import { AREAS, companyName, emailOf, personName, phoneOf, POSITIONS, qqOf, SOURCES } from './people.js';
import type { Random } from './random.js';
import { COURSES, TAGS } from './staff-list.js';

const HEADS = ['姓名', '手机', 'QQ', '邮箱', '性别', '城市', '来源', '级别', '意向课程', '标签', '备注'];
const NOTES = ['希望周末上课', '问能否分期', '同学推荐', '看过公开课', '想转行', '公司可报销一部分'];

/** Leads with numbers that no other lead of the demo has. */
export class Leads {
  private n = 0;

  constructor(
    private readonly random: Random,
    /** Codes of sources by their names. */
    private readonly sources: ReadonlyMap<string, string>,
  ) {}

  /** A file as a marketing team would send it: most have a phone, some QQ or an address only. */
  csv(rows: number): string {
    const lines = Array.from({ length: rows }, () => this.row().join(','));
    return `\uFEFF${[HEADS.join(','), ...lines].join('\r\n')}\r\n`;
  }

  /** As somebody types one in. */
  person(): CustomerCreation {
    const { random } = this;
    const { name, male } = personName(random);
    return {
      name,
      phone: `+86${phoneOf(this.next())}`,
      gender: male ? 'male' : 'female',
      area: random.weighted(AREAS),
      source: this.source(),
      notes: random.pick(NOTES),
    };
  }

  company(): CustomerCreation {
    const { random } = this;
    const n = this.next();
    const area = random.weighted(AREAS);
    const contacts = Array.from({ length: random.int(1, 2) }, (_, i) => ({
      name: personName(random).name,
      position: random.pick(POSITIONS),
      officePhone: `010-5550${String(n).padStart(4, '0')}`,
      primary: i === 0,
    }));
    return {
      type: 'company',
      name: companyName(n, area),
      area,
      source: this.source(),
      level: random.weighted([
        ['key', 1],
        ['important', 3],
        ['normal', 4],
      ]),
      tags: ['企业内训'],
      contacts,
      company: { staffCount: random.int(20, 900) },
    };
  }

  private row(): string[] {
    const { random } = this;
    const n = this.next();
    const { name, male } = personName(random);
    const reach = random.weighted([
      ['phone', 70],
      ['both', 18],
      ['qq', 9],
      ['email', 3],
    ]);
    return [
      name,
      reach === 'phone' || reach === 'both' ? phoneOf(n) : '',
      reach === 'qq' || reach === 'both' ? qqOf(n) : '',
      reach === 'email' ? emailOf(n) : '',
      male ? '男' : '女',
      random.weighted(AREAS),
      random.weighted(SOURCES),
      random.weighted([
        ['', 6],
        ['重点开发客户', 1],
        ['普通客户', 5],
      ]),
      random.chance(0.6) ? random.pick(COURSES).name : '',
      random.chance(0.4) ? random.pick(TAGS.slice(0, -1)) : '',
      random.chance(0.25) ? random.pick(NOTES) : '',
    ];
  }

  private source(): string {
    return this.sources.get(this.random.weighted(SOURCES))!;
  }

  private next(): number {
    return ++this.n;
  }
}
