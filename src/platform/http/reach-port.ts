import { createServer } from 'node:net';
import type { Config } from '../config/config.js';
import { say, type Text } from '../context/language.js';

const TEXTS: Readonly<Record<string, Text>> = {
  EADDRINUSE: {
    'zh-CN': '{variable}：{host} 的端口 {port} 已被占用。请结束占用它的程序，或换一个端口，例如 {variable}={other} npm start',
    en: '{variable}: port {port} of {host} is taken. End what uses it, or choose another one: {variable}={other} npm start',
  },
  EACCES: {
    'zh-CN': '{variable}：没有权限使用 {host} 的端口 {port}。请换一个 1024 以上的端口，例如 {variable}=3000 npm start',
    en: '{variable}: no right to use port {port} of {host}. Choose one above 1024: {variable}=3000 npm start',
  },
  EADDRNOTAVAIL: {
    'zh-CN': 'HOST：本机没有地址 {host}',
    en: 'HOST: this machine has no address {host}',
  },
};

type Wanted = Pick<Config, 'port' | 'monitorPort' | 'host' | 'runsWeb' | 'defaultLocale'>;

/** Why it cannot listen where the configuration says, in one line for whoever starts the application; undefined where it can. */
export async function whyPortTaken({ port, monitorPort, host, runsWeb, defaultLocale }: Wanted): Promise<string | undefined> {
  const wanted = [
    ...(runsWeb ? [{ variable: 'PORT', at: port }] : []),
    ...(monitorPort === null ? [] : [{ variable: 'MONITOR_PORT', at: monitorPort }]),
  ];
  for (const { variable, at } of wanted) {
    const text = TEXTS[(await tried(at, host)) ?? ''];
    if (text) return say(text, defaultLocale, { variable, host, port: at, other: at + 1 });
  }
  return undefined;
}

/** The code of what goes wrong when somebody listens there. */
function tried(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
