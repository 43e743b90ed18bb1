import fc from 'fast-check';
import { emailAddress, phoneByLibrary, phoneE164, phonePrefix, qqNumber } from './phone.js';

describe('phone numbers', () => {
  it.each([
    '13800138000',
    '138 0013 8000',
    '+86-13800138000',
    '+86 138-0013-8000',
    '１３８００１３８０００',
    '＋８６（１３８）００１３－８０００',
    '0086 13800138000',
    '8613800138000',
    ' 138\u30000013\u00a08000 ',
    '138–0013–8000',
    '138.0013.8000',
    '+86\u200d13800138000',
    '138\u00ad0013\u20608000',
  ])('REQ-D20 %s is one number', (typed) => expect(phoneE164(typed)).toBe('+8613800138000'));

  it.each([
    ['010-62345678', '+861062345678'],
    ['(0755) 8888 6666', '+8675588886666'],
    ['+1 650 253 0000', '+16502530000'],
    ['0044 20 7946 0958', '+442079460958'],
  ])('%s is %s', (typed, stored) => expect(phoneE164(typed)).toBe(stored));

  it.each([
    '',
    '123',
    '1380013800',
    '138001380001',
    'phone',
    '13800138000 ext 5',
    '13800138000,13900139000',
    '+86+13800138000',
    '13800138000 张三',
    '１２',
  ])('%j is no number', (typed) => expect(phoneE164(typed)).toBeUndefined());

  it.each([
    ['138 00', '+8613800'],
    ['+861', '+861'],
    ['0086138', '+86138'],
    ['１３８', '+86138'],
    ['010', '+8610'],
    ['1', undefined],
    ['张三', undefined],
    ['%', undefined],
  ])('what was typed of a number, %j, begins %j', (typed, prefix) => expect(phonePrefix(typed)).toBe(prefix));
});

describe('QQ and e-mail', () => {
  it.each([
    ['10001', '10001'],
    ['１２３ ４５６', '123456'],
    ['123456789012', '123456789012'],
    ['1234', undefined],
    ['1234567890123', undefined],
    ['01234', undefined],
    ['12a45', undefined],
  ])('REQ-D2 QQ %j is %j', (typed, stored) => expect(qqNumber(typed)).toBe(stored));

  it.each([
    [' Zhang.San@Example.COM ', 'zhang.san@example.com'],
    ['ａ＠ｂ．ｃｎ', 'a@b.cn'],
    ['a@b', undefined],
    ['a b@c.cn', undefined],
    ['a@b.cn,c@d.cn', undefined],
    ['te\u200dst@x.com', 'test@x.com'],
    ['te\u2060s\u00adt\u034f@\u202ex.com', 'test@x.com'],
    ['ｔｅｓｔ＠ｘ．ｃｏｍ', 'test@x.com'],
    ['te st@x.com', undefined],
  ])('REQ-D1 e-mail %j is %j', (typed, stored) => expect(emailAddress(typed)).toBe(stored));

  it('REQ-D20 the short cut for mobiles says what the library says, for every beginning of a number and any number', () => {
    const different: string[] = [];
    const compare = (number: string) => phoneE164(number) === phoneByLibrary(number) || different.push(number);
    for (let beginning = 10_000; beginning < 20_000; beginning++)
      compare(`${beginning}${String((beginning * 7919) % 1_000_000).padStart(6, '0')}`);
    fc.assert(
      fc.property(fc.stringMatching(/^1[3-9]\d{8,10}$/), (number) => void compare(number)),
      { numRuns: 2000 },
    );
    expect(different).toEqual([]);
  });
});
