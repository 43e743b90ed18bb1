import { defineRules } from './validation-messages.js';

describe('the texts of rules', () => {
  it('are said in one place: what all modules read is not told twice', () => {
    const text = { 'zh-CN': '另一种说法', en: 'Said otherwise' };
    expect(() => defineRules({ 'reference.unknown': text })).toThrow('reference.unknown');
  });
});
