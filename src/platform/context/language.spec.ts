import { languageOf, say } from './language.js';

describe('the language of an answer', () => {
  it.each([
    ['en', 'en'],
    ['zh', 'zh-CN'],
    ['zh-TW,en;q=0.9', 'zh-CN'],
    ['en-GB;q=0.4, zh-CN;q=0.5', 'zh-CN'],
    ['de, en;q=0.8, zh;q=0.1', 'en'],
    ['en;q=0, zh', 'zh-CN'],
    ['de-DE', 'zh-CN'],
    ['', 'zh-CN'],
    [undefined, 'zh-CN'],
    [';;;,,q=', 'zh-CN'],
    ['english', 'zh-CN'],
  ])('%s is answered in %s', (header, expected) => {
    expect(languageOf(header, 'zh-CN')).toBe(expected);
  });

  it('fills what is named and leaves what is unknown to be seen', () => {
    const text = { 'zh-CN': '{name}有{n}个', en: '{name} has {n}, {other}' };
    expect(say(text, 'en', { name: 'Li', n: 0 })).toBe('Li has 0, {other}');
    expect(say(text, 'zh-CN', { name: null, n: 3 })).toBe('有3个');
    expect(say({ 'zh-CN': '', en: '{toString}' }, 'en', {})).toBe('{toString}');
  });
});
