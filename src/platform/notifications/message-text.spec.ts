import { defineMessage } from './message.js';
import { messageText } from './message-text.js';
import { type NameList, nameList } from './name-list.js';

const about = defineMessage<{ names: NameList }>('test.about', {
  subject: { 'zh-CN': '名单', en: 'Names' },
  body: { 'zh-CN': '客户：{names}', en: 'About {names}' },
});
const names = Array.from({ length: 25 }, (_, i) => `N${i}`);

describe('REQ-Q1 a message about many', () => {
  it('names twenty and counts the others', () => {
    expect(messageText(about.code, { names: nameList(names) }, 'en').body).toMatch(/^About N0, .*, N19 and 5 more$/);
    expect(messageText(about.code, { names: nameList(names) }, 'zh-CN').body).toMatch(/^客户：N0、.*、N19 等 25 个$/);
    expect(messageText(about.code, { names: nameList(names.slice(0, 2), 7) }, 'en').body).toBe('About N0, N1 and 5 more');
    expect(messageText(about.code, { names: nameList(names.slice(0, 2)) }, 'en').body).toBe('About N0, N1');
  });

  it('that was kept with all its names before says the same', () => {
    expect(messageText(about.code, { names } as never, 'en').body).toMatch(/^About N0, .*, N19 and 5 more$/);
  });
});
