import { Controller, Get, Headers, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
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

function page(links: readonly { href: string; label: string }[], language: Language): string {
  const items = links.map(({ href, label }) => `<li><a href="${href}">${label}</a></li>`).join('');
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Tide CRM</title></head><body><h1>Tide CRM</h1><ul>${items}</ul></body></html>`;
}
