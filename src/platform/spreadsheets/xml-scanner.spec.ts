import * as fc from 'fast-check';
import { XmlScanner, type XmlHandler } from './xml-scanner.js';
import { xmlName } from './xml-tag.js';
import { decodeXml, encodeXml, unescapeControl } from './xml-text.js';

const SAMPLE = `<?xml version="1.0"?><!-- a > b < c --><x:row  xmlns:r='u' r="7" x:s = 'a&amp;"b' ><c r="A1"/>
<t xml:space="preserve">张&#x4E09;&lt;🙂</t><t><![CDATA[<李&amp;四>]]></t><n a="1>2"></n></x:row>`;

/** What a handler hears, texts joined: the same however the bytes are cut. */
function events(pieces: Buffer[]): string[] {
  const heard: string[] = [];
  const handler: XmlHandler = {
    wantsText: true,
    open: (name, tag) => void heard.push(`<${name} ${['r', 's', 'a', 'space'].map((a) => tag.attribute(xmlName(a))).join('|')}`),
    close: (name) => void heard.push(`>${name}`),
    text: (bytes, from, to) => void heard.push(decodeXml(bytes, from, to)),
    textTooLong: () => void heard.push('too long'),
  };
  const scanner = new XmlScanner(handler);
  for (const piece of pieces) scanner.write(piece);
  scanner.end();
  return heard;
}

describe('the XML scanner', () => {
  it('reads tags, attributes, entities, comments, CDATA and prefixes', () => {
    expect(events([Buffer.from(SAMPLE)])).toEqual([
      `<${xmlName('row')} 7|a&"b||`,
      `<${xmlName('c')} A1|||`,
      `>${xmlName('c')}`,
      '\n',
      `<${xmlName('t')} |||preserve`,
      '张三<🙂',
      `>${xmlName('t')}`,
      `<${xmlName('t')} |||`,
      '<李&amp;四>',
      `>${xmlName('t')}`,
      `<${xmlName('n')} ||1>2|`,
      `>${xmlName('n')}`,
      `>${xmlName('row')}`,
    ]);
  });

  it('hears the same however the bytes are cut, in the middle of a character too', () => {
    const bytes = Buffer.from(SAMPLE);
    const whole = events([bytes]);
    for (let size = 1; size < 40; size++) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
      expect(events(pieces)).toEqual(whole);
    }
  });

  it.each([
    ['a tag that is cut', '<row r="1"><c r="A1'],
    ['a document type', '<!DOCTYPE lolz [<!ENTITY lol "lol">]><row/>'],
    ['an attribute without quotes', '<row r=1></row>'],
    ['a tag inside a tag', '<row <c r="1"/>'],
  ])('refuses %s', (_, xml) => {
    expect(() => events([Buffer.from(xml)])).toThrow('spreadsheet.damaged');
  });

  it('keeps every text that is written, control characters included', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const bytes = Buffer.from(encodeXml(text));
        expect(unescapeControl(decodeXml(bytes, 0, bytes.length))).toBe(text.toWellFormed());
      }),
    );
    expect(encodeXml('_x0041_ \u0001')).toBe('_x005F_x0041_ _x0001_');
  });
});
