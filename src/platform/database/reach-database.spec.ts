import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { whyUnreachable } from './reach-database.js';

/** A server that greets as MySQL does and refuses whoever signs in. */
async function refusing(errno: number, state: string, work: (host: string) => Promise<void>): Promise<void> {
  const packet = (sequence: number, body: Buffer) => Buffer.concat([Buffer.from([body.length & 255, body.length >> 8, 0, sequence]), body]);
  const greeting = Buffer.concat([
    Buffer.from([10]),
    Buffer.from('8.0.36\0'),
    Buffer.from([1, 0, 0, 0]),
    Buffer.from('12345678\0'),
    Buffer.from([0xff, 0xff, 33, 2, 0, 0xff, 0xc1, 21]),
    Buffer.alloc(10),
    Buffer.from('123456789012\0'),
    Buffer.from('mysql_native_password\0'),
  ]);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () =>
      socket.end(packet(2, Buffer.concat([Buffer.from([0xff, errno & 255, errno >> 8]), Buffer.from(`#${state}no`)]))),
    );
    socket.write(packet(0, greeting));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await work(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('a database that cannot be used', () => {
  it('is not there: the line says which, and how it is made', () =>
    refusing(1049, '42000', async (host) => {
      const databaseUrl = `mysql://tide:secret@${host}/tide`;
      expect(await whyUnreachable({ databaseUrl, defaultLocale: 'en' })).toBe(
        `DATABASE_URL: there is no database "tide" at ${host}. Make it first: CREATE DATABASE \`tide\` CHARACTER SET utf8mb4;`,
      );
      expect(await whyUnreachable({ databaseUrl, defaultLocale: 'zh-CN' })).toContain('没有数据库“tide”，请先建立：CREATE DATABASE `tide`');
    }));

  it('refuses the user: he is named, his password is not', () =>
    refusing(1045, '28000', async (host) => {
      const line = await whyUnreachable({ databaseUrl: `mariadb://tide:secret@${host}/tide`, defaultLocale: 'en' });
      expect(line).toBe(`DATABASE_URL: ${host} refuses the user "tide": a wrong password, or no rights on the database "tide"`);
    }));

  it('does not answer; without one there is nothing to reach', async () => {
    expect(await whyUnreachable({ databaseUrl: 'mysql://tide@127.0.0.1:1/tide', defaultLocale: 'en' })).toMatch(
      /^DATABASE_URL: no database answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)/,
    );
    expect(await whyUnreachable({ databaseUrl: null, defaultLocale: 'en' })).toBeUndefined();
  });
});
