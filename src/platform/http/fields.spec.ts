import { optionalText, text } from './fields.js';

describe('text for people', () => {
  it.each(['\u200b', '\u202e', ' \u2060\ufeff ', '\u3164', '\u00ad\u200d', '\u2800'])(
    'a name of which nothing can be seen is none: %j',
    (typed) => {
      expect(text(64).safeParse(typed).success).toBe(false);
      expect(optionalText(64).parse(typed)).toBeNull();
    },
  );

  it.each(['张三', 'José', '👨\u200d👩\u200d👧', '-', '\u200b甲', 'שלום\u200f'])('what can be seen is taken as it is: %j', (typed) => {
    expect(text(64).parse(typed)).toBe(typed);
  });

  it('nothing at all is one fault, and control characters are refused where a field may be empty, too', () => {
    expect(text(64).safeParse('  ').error?.issues).toHaveLength(1);
    expect(text(100, 0).parse('')).toBe('');
    expect(optionalText(64).safeParse('\u0000').success).toBe(false);
    expect(optionalText(64).parse(' \n ')).toBeNull();
  });
});
