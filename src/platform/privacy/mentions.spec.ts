import fc from 'fast-check';
import { Mentions } from './mentions.js';

const mentions = new Mentions({
  names: ['王伟', '李', 'An'],
  keys: ['13800138000', '+8613800138000', 'wang.wei@example.com'],
  instead: 'C00000007',
});

describe('somebody who is to be forgotten, in texts', () => {
  it('is replaced wherever a Chinese name stands, and where a Latin one or a number stands whole', () => {
    expect(mentions.without('约了王伟周三')).toBe('约了C00000007周三');
    expect(mentions.without('Call 13800138000 or WANG.WEI@example.com')).toBe('Call C00000007 or C00000007');
    expect(mentions.without('tel:+8613800138000;')).toBe('tel:C00000007;');
    expect(mentions.without('913800138000 Announcement an')).toBe('913800138000 Announcement C00000007');
  });

  it('a name of one character is met only where it is all that stands there', () => {
    expect([mentions.without('李'), mentions.without('李子'), mentions.without(' 李 ')]).toEqual(['C00000007', '李子', 'C00000007']);
  });

  it('in JSON values everywhere but under the names of colleagues', () => {
    const value = { by: '王伟', names: { names: ['王伟', '赵六'], of: 2 }, n: 7, none: null };
    expect(mentions.withoutIn(value, ['by'])).toEqual({ by: '王伟', names: { names: ['C00000007', '赵六'], of: 2 }, n: 7, none: null });
  });

  it('by keys only, names are left alone', () => {
    const keys = new Mentions({ names: ['王伟'], keys: ['13800138000'], instead: '#' }, { keysOnly: true });
    expect(keys.without('王伟 13800138000')).toBe('王伟 #');
  });

  it('whatever he is called, nothing of it is taken for a pattern, and once is enough', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), fc.string({ maxLength: 30 }), (name, text) => {
        const one = new Mentions({ names: [name], keys: [], instead: '' });
        const plain = one.without(text);
        expect(one.without(name)).toBe(name.trim() ? '' : name);
        expect(plain.length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
