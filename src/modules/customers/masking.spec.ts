import { maskEmail, maskField, maskIdNumber, maskNumber, maskPhone } from './masking.js';

describe('masking', () => {
  it.each([
    ['+8613812341234', '138****1234'],
    ['+16502530000', '+165****0000'],
    ['+861062345678', '106****5678'],
    ['12345', '1****'],
    [null, null],
  ])('phone %j is shown as %j', (phone, shown) => expect(maskPhone(phone)).toBe(shown));

  it.each([
    ['10001', '10****01'],
    ['123456789012', '12****12'],
    ['abc', 'a****'],
    [null, null],
  ])('QQ or WeChat %j is shown as %j', (value, shown) => expect(maskNumber(value)).toBe(shown));

  it.each([
    ['zhang@example.com', 'z****@example.com'],
    ['broken', '****'],
    [null, null],
  ])('e-mail %j is shown as %j', (email, shown) => expect(maskEmail(email)).toBe(shown));

  it('a field that is contact data is masked, also inside a profile; others and what is empty stay', () => {
    const fields = ['phone', 'qq', 'wechat', 'email', 'address', 'person.emergencyContactPhone', 'notes'];
    expect(fields.map((field) => maskField(field, 'a@b'))).toEqual(['a****', 'a****', 'a****', 'a****@b', '****', 'a****', 'a@b']);
    expect(maskField('person', { emergencyContactPhone: '+8613812341234', major: '数学' })).toEqual({
      emergencyContactPhone: '138****1234',
      major: '数学',
    });
    expect([maskField('phone', null), maskField('tags', ['A']), maskField('level', 1)]).toEqual([null, ['A'], 1]);
  });

  it('REQ-D16 an ID number keeps its first three and last four characters', () => {
    expect(maskIdNumber('110101199001011234')).toBe('110***********1234');
    expect(maskIdNumber('1234567')).toBe('*******');
  });
});
