import { schedules } from '../../schedules.js';
import { whenText } from './cron-words.js';

describe('when a schedule runs', () => {
  it.each([
    ['* * * * *', '每分钟', 'Every minute'],
    ['*/5 * * * *', '每 5 分钟', 'Every 5 minutes'],
    ['25 * * * *', '每小时第 25 分', 'Hourly at minute 25'],
    ['0 */6 * * *', '每 6 小时，第 0 分', 'Every 6 hours at minute 0'],
    ['5 4 * * *', '每天 04:05', 'Daily at 04:05'],
    ['0 8 1 * *', '每月 1 日 08:00', 'On day 1 of each month at 08:00'],
    ['30 9 * * 1-5', '周一至周五 09:30', 'Monday to Friday at 09:30'],
    ['30 9  * * 1,3,7', '每周一、周三、周日 09:30', 'Every Monday, Wednesday, Sunday at 09:30'],
    ['15 8-18 * * *', '15 8-18 * * *', '15 8-18 * * *'],
  ])('REQ-R1 %s', (cron, zh, en) => {
    expect([whenText(cron, 'zh-CN'), whenText(cron, 'en')]).toEqual([zh, en]);
  });

  it('REQ-R1 of the product’s own is said in words', () => {
    expect(schedules.filter(({ cron }) => whenText(cron, 'en') === cron)).toEqual([]);
  });
});
