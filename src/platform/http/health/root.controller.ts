import { Controller, Get, Headers, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { pageFont, QUOTES_FACE } from '../page-font.js';
import { Context } from '../../context/context.js';
import { type Language, say } from '../../context/language.js';
import { Public } from '../../permissions/permit.js';

const LINKS = [
  { href: '/admin', label: { 'zh-CN': '管理后台', en: 'Back office' } },
  { href: '/api/docs', label: { 'zh-CN': '接口文档', en: 'API documentation' } },
  { href: '/api/openapi.json', label: { 'zh-CN': 'OpenAPI 描述', en: 'OpenAPI description' } },
  { href: '/api/health', label: { 'zh-CN': '运行状态', en: 'Health' } },
] as const;

/** REQ-SY4: the root address answers and shows the way. */
@Controller()
export class RootController {
  constructor(private readonly context: Context) {}

  @Get()
  @Public()
  root(@Headers('accept') accept: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    const { language } = this.context;
    const links = LINKS.map(({ href, label }) => ({ href, label: say(label, language) }));
    void reply.header('vary', 'accept, accept-language');
    if (!accept?.includes('text/html')) return { name: 'Tide CRM', links };
    void reply.header('content-type', 'text/html; charset=utf-8');
    return page(links, language);
  }
}

const style = (
  language: Language,
): string => `${QUOTES_FACE} body { margin: 0; min-height: 100vh; display: grid; place-items: center; color: #14283c; background: linear-gradient(160deg, #e8f3f7 0%, #f6f8fa 55%, #eef1f4 100%);
  font: 16px/1.5 ${pageFont(language)}; }
main { width: 100%; max-width: 336px; margin: 24px; background: #fff; border: 1px solid #d5dde5; border-radius: 12px; padding: 36px; box-shadow: 0 12px 40px rgb(20 40 60 / 10%); }
header { display: flex; align-items: center; gap: 12px; margin-bottom: 24px; } header img { width: 44px; height: 44px; } h1 { font-size: 20px; margin: 0; }
a { color: #0b6e8f; } a:focus-visible { outline: 3px solid #7cc4dc; outline-offset: 1px; }
.on { display: block; text-align: center; font-weight: 600; color: #fff; background: #0b6e8f; border-radius: 8px; padding: 11px; text-decoration: none; } .on:hover { background: #085672; }
ul { list-style: none; margin: 22px 0 0; padding: 14px 0 0; border-top: 1px solid #edf1f4; font-size: 14px; display: flex; flex-wrap: wrap; gap: 4px 20px; }`;

function page([first, ...others]: readonly { href: string; label: string }[], language: Language): string {
  const items = others.map(({ href, label }) => `<li><a href="${href}">${label}</a></li>`).join('');
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Tide CRM</title>
<link rel="icon" href="/admin/brand/icon.svg" type="image/svg+xml"><style>${style(language)}</style></head>
<body><main><header><img src="/admin/brand/icon.svg" alt=""><h1>Tide CRM</h1></header><a class="on" href="${first!.href}">${first!.label}</a><ul>${items}</ul></main></body></html>`;
}
