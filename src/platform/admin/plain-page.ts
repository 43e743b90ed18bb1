import type { FastifyReply } from 'fastify';
import type { Language } from '../context/language.js';
import { pageFont, QUOTES_FACE } from '../http/page-font.js';
import { adminText } from './admin-texts.js';

export const escape = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

const style = (language: Language): string => `${QUOTES_FACE}
:root { color-scheme: light; --ink: #14283c; --soft: #5b6b7b; --line: #d5dde5; --brand: #0b6e8f; --brand-dark: #085672; --bad: #b3261e; }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; color: var(--ink);
  background: linear-gradient(160deg, #e8f3f7 0%, #f6f8fa 55%, #eef1f4 100%);
  font: 16px/1.5 ${pageFont(language)}; }
main { width: 100%; max-width: 400px; background: #fff; border: 1px solid var(--line); border-radius: 12px; padding: 36px 36px 28px; box-shadow: 0 12px 40px rgb(20 40 60 / 10%); }
header { display: flex; align-items: center; gap: 12px; margin-bottom: 24px; }
header img { width: 44px; height: 44px; }
h1 { font-size: 20px; line-height: 1.2; margin: 0; }
header p { margin: 2px 0 0; color: var(--soft); font-size: 14px; }
label { display: block; font-size: 14px; font-weight: 600; margin: 16px 0 6px; }
input[type=text], input[type=password] { width: 100%; font: inherit; padding: 10px 12px; border: 1px solid #9fb0c0; border-radius: 8px; background: #fff; color: inherit; }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid #7cc4dc; outline-offset: 1px; border-color: var(--brand); }
.check { display: flex; gap: 8px; align-items: center; font-weight: 400; margin: 18px 0; }
.check input { width: 18px; height: 18px; accent-color: var(--brand); }
button { width: 100%; font: inherit; font-weight: 600; color: #fff; background: var(--brand); border: 0; border-radius: 8px; padding: 11px; cursor: pointer; }
button:hover { background: var(--brand-dark); }
.error { border: 1px solid #e6b0ac; background: #fdf1f0; color: var(--bad); border-radius: 8px; padding: 10px 12px; margin: 0 0 4px; font-size: 14px; }
.done { border: 1px solid #a9d3b4; background: #f0f8f2; color: #1d5b31; border-radius: 8px; padding: 10px 12px; margin: 0 0 4px; font-size: 14px; }
.hint { color: var(--soft); font-size: 14px; margin: 4px 0 0; }
form + .hint, .done + .hint { margin-top: 14px; }
footer button { width: auto; padding: 0; background: none; color: var(--brand); font-weight: 400; text-decoration: underline; }
footer button:hover { background: none; }
footer { margin-top: 22px; padding-top: 14px; border-top: 1px solid #edf1f4; font-size: 14px; color: var(--soft); display: flex; justify-content: space-between; }
a { color: var(--brand); }
.qr { display: grid; place-items: center; }
.qr svg { width: 232px; height: 232px; border: 1px solid var(--line); border-radius: 8px; }
.secret { margin: 4px 0 0; overflow-wrap: anywhere; }
code { font: 15px/1.6 ui-monospace, SFMono-Regular, Consolas, monospace; }
.codes { margin: 12px 0 20px; padding: 12px 12px 12px 40px; border: 1px solid var(--line); border-radius: 8px; }
`;

interface Frame {
  language: Language;
  nonce: string;
  title: string;
  /** What the page is, under the name of the product. */
  heading?: string;
}

/** A page of ours without script and without anything from elsewhere. `content` is markup of ours with escaped values. */
export function frame({ language, nonce, title, heading }: Frame, content: string, footer = ''): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · ${adminText('product', language)}</title>
<link rel="icon" href="/admin/brand/icon.svg" type="image/svg+xml">
<style nonce="${nonce}">${style(language)}</style>
</head>
<body>
<main>
<header><img src="/admin/brand/icon.svg" alt=""><div><h1>${adminText('product', language)}</h1><p>${escape(heading ?? adminText('signInHint', language))}</p></div></header>
${content}
${footer ? `<footer>${footer}</footer>` : ''}
</main>
</body>
</html>`;
}

/** A message and a way back. */
export function page({ body, back, ...rest }: Frame & { body: string; back: string }): string {
  return frame(
    rest,
    `<p class="error" role="alert">${escape(body)}</p>`,
    `<a href="${escape(back)}">${adminText('back', rest.language)}</a>`,
  );
}

export const html = (reply: FastifyReply, markup: string): unknown => reply.type('text/html; charset=utf-8').send(markup);
