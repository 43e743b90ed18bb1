// A workbook as salespeople send it in: 14 columns under Chinese headings, shared strings as Excel writes them. Of its rows 2.5 % repeat an
// earlier one, 2.5 % are known to the database, and 1 % are faulty.
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import yazl from 'yazl';
import { place } from '../places.mjs';
import { person, phoneOf, qqOf } from './people.mjs';
import { intBelow, randomFrom } from './random.mjs';

export const HEADINGS = ['QQ', '电话', '姓名', '性别', '学历', '毕业学校', '专业', '工作经验', '工作状态', '公司', '薪资', '来源', '地区', '备注'];
export const LABELS = {
  gender: ['男', '女'],
  education: ['重点大学', '普通本科', '独立院校', '民办本科', '大专', '民办专科', '高中', '其他'],
  experience: ['在校生', '应届毕业', '半年以内', '半年至一年', '一年至三年', '三年至五年', '五年以上'],
  workStatus: ['在职', '无业'],
  source: ['QQ群', '内部转介绍', '官方网站', '百度推广', '360推广', '搜狗推广', '腾讯课堂', '广点通', '高校宣讲', '渠道代理', '51CTO', '智汇推', '网盟', 'DSP', 'SEO', '其它'],
};
const AREAS = ['北京', '上海', '广州', '深圳', '成都', '武汉', '杭州', '西安'];
const FIRST_NEW = 20_000_000;

/** Rows of the file and what should become of each: `created`, `duplicate` (in the file or the database) or `invalid`. */
export function importRows({ customers, seed }, rows) {
  const random = randomFrom(seed + 7);
  const made = [];
  const good = new Set();
  for (let i = 0; i < rows; i++) {
    const p = person(random);
    const kind = random();
    let n = FIRST_NEW + i;
    if (kind < 0.025 && i > 100) n = made[intBelow(random, i)].n;
    else if (kind < 0.05) n = 1 + intBelow(random, customers);
    const faulty = kind >= 0.05 && kind < 0.06 ? intBelow(random, 3) : undefined;
    const expected = faulty !== undefined ? 'invalid' : n <= customers || good.has(n) ? 'duplicate' : 'created';
    if (expected === 'created') good.add(n);
    const of = (list, value) => LABELS[list][value - 1];
    made.push({
      n,
      expected,
      cells: [
        qqOf(n),
        faulty === 0 ? '12x4' : phoneOf(n),
        faulty === 1 ? null : p.name,
        of('gender', p.gender),
        of('education', p.education),
        p.school,
        p.major,
        of('experience', p.experience),
        of('workStatus', p.workStatus),
        p.company,
        p.salary,
        faulty === 2 ? '没有的来源' : of('source', p.source),
        AREAS[intBelow(random, AREAS.length)],
        `来自导入 第${i}行`,
      ],
    });
  }
  return made;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const NS = 'http://schemas.openxmlformats.org';
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The parts of a workbook with one sheet. */
function parts(rows) {
  const strings = new Map();
  const indexOf = (text) => {
    if (!strings.has(text)) strings.set(text, strings.size);
    return strings.get(text);
  };
  const lines = [HEADINGS, ...rows].map((row, r) => {
    const cells = row.map((text, c) => (text === null ? '' : `<c r="${String.fromCharCode(65 + c)}${r + 1}" t="s"><v>${indexOf(text)}</v></c>`));
    return `<row r="${r + 1}" spans="1:14">${cells.join('')}</row>`;
  });
  const override = (part, type) => `<Override PartName="/xl/${part}.xml" ContentType="${TYPE}.${type}+xml"/>`;
  const relation = (id, type, target) => `<Relationship Id="${id}" Type="${NS}/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const relations = (...all) => `${XML}<Relationships xmlns="${NS}/package/2006/relationships">${all.join('')}</Relationships>`;
  const defaults = `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`;
  const overrides = [override('workbook', 'sheet.main'), override('worksheets/sheet1', 'worksheet'), override('styles', 'styles'), override('sharedStrings', 'sharedStrings')];
  const main = `xmlns="${NS}/spreadsheetml/2006/main"`;
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="${NS}/package/2006/content-types">${defaults}${overrides.join('')}</Types>`,
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `${XML}<workbook ${main} xmlns:r="${NS}/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(relation('rId1', 'worksheet', 'worksheets/sheet1.xml'), relation('rId2', 'styles', 'styles.xml'), relation('rId3', 'sharedStrings', 'sharedStrings.xml')),
    'xl/styles.xml': `${XML}<styleSheet ${main}><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${XML}<worksheet ${main}><dimension ref="A1:N${lines.length}"/><sheetData>${lines.join('')}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `${XML}<sst ${main} count="${lines.length * 14}" uniqueCount="${strings.size}">${[...strings.keys()].map((s) => `<si><t>${escape(s)}</t></si>`).join('')}</sst>`,
  };
}

/** Writes the file. @returns its path. */
export async function importFile(options, rows) {
  const file = place(`import-${options.customers}-${rows}-${options.seed}.xlsx`);
  const zip = new yazl.ZipFile();
  for (const [name, text] of Object.entries(parts(importRows(options, rows).map((row) => row.cells)))) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  await finished(zip.outputStream.pipe(createWriteStream(file)));
  return file;
}
