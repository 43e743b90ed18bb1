import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Context } from '../context/context.js';
import type { Language } from '../context/language.js';
import { pageFont, QUOTES_FACE } from '../http/page-font.js';
import { AdminAssets } from './admin-assets.js';
import { AdminCatalogue } from './admin-catalogue.js';
import { ClientState, type ReduxState } from './client-state.js';
import { sendText } from './zipped.js';

/** JSON inside a script element: nothing in it can end the element. */
const scriptJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

const THEME = {
  // the side menu stands beside the page from 1200 px on
  breakpoints: ['577px', '769px', '1024px', '1200px'],
  colors: {
    primary100: '#0a6786',
    primary80: '#2b86a4',
    primary60: '#65abc2',
    primary40: '#a5d0de',
    primary20: '#e3f1f5',
    accent: '#0a6786',
    hoverBg: '#0a6786',
    grey60: '#5b6776',
    bg: '#f3f6f8',
    text: '#14283c',
  },
};

const style = (language: Language): string => `${QUOTES_FACE}
html, body, #app { margin: 0; padding: 0; width: 100%; height: 100%; color: #14283c; line-height: 1.4; font-family: ${pageFont(language)}; }
h1, h2, h3, h4, h5, h6, p, blockquote, pre, ul, ol, dl, dd, figure, fieldset, table { margin: 0; padding: 0; border: 0; font: inherit; }
ol, ul { list-style: none; } table { border-collapse: collapse; border-spacing: 0; } *[hidden] { display: none; }
#app { isolation: isolate; } :root { color-scheme: light; }
#app [data-css$="-table-wrapper"] { padding: 8px 12px 12px; }
.chips { display: flex; flex-wrap: wrap; gap: 8px; margin-bottom: 16px; }
.chips a { padding: 4px 12px; border: 1px solid #b9c7d3; border-radius: 16px; background: #fff; color: #0b4f66; text-decoration: none; }
.chips a[aria-current] { background: #0b6e8f; border-color: #0b6e8f; color: #fff; }
.table-scroll { overflow-x: auto; }
.options.upwards .adminjs_DropDownMenu { top: auto; bottom: 100%; }
#app [data-css$="-filter-drawer"][inert] { box-shadow: none; border: 0; }
#app [data-css="notice"]:has([role="alert"], a) { position: sticky; flex-shrink: 0; }
.table-scroll:has(.options:not(.upwards) :is(:hover, :focus)) { padding-bottom: 260px; margin-bottom: -260px; position: relative; z-index: 4; }
.ticked-bar { position: sticky; bottom: 0; z-index: 3; display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; margin: 8px -12px 0;
  padding: 12px 19px; background: #0a6786; color: #fff; border-radius: 8px; box-shadow: 0 -2px 12px rgb(20 40 60 / 25%); font-size: 14px; }
.ticked-bar > strong { font-weight: 600; margin-right: 8px; }
.ticked-bar .adminjs_Button { color: #fff; border-color: #fff; background: transparent; }
.ticked-bar .adminjs_Button svg { stroke: currentcolor; }
.ticked-bar .adminjs_Button:hover, .ticked-bar .adminjs_Button:focus { color: #0a6786; background: #fff; border-color: #fff; }
.some-ticked .adminjs_Checkbox > a { background: #0a6786; border-color: #0a6786; }
.some-ticked .adminjs_Checkbox > a::before { content: ''; position: absolute; left: 3px; right: 3px; top: 6px; height: 2px; background: #fff; }
#app [data-css$="-table"] td, #app [data-css$="-table"] th { display: table-cell; padding: 9px 5px; font-family: inherit; font-size: 13px; }
#app [data-css$="-table"] td[data-property-name] > section { font-size: 13px; }
#app [data-css$="-table"] th { font-size: 12px; font-weight: 700; word-break: keep-all; overflow-wrap: normal; }
#app [data-css$="-list"], #app [data-css$="-new"], #app [data-css$="-edit"], #app [data-css$="-show"] { padding: 20px 24px; }
#app [data-css$="-action-header"] { margin-bottom: 10px; }
#app [data-css$="-action-header"] nav a { color: #5b6776; text-decoration: none; }
#app [data-css$="-action-header"] nav a:hover { text-decoration: underline; }
#app .row-buttons > * { display: flex; flex-wrap: wrap; gap: 8px 0; justify-content: flex-end; }
#app [data-css$="-table"] tbody td:last-child { position: sticky; right: 0; background: #fff; }
#app [data-css$="-table"] tbody tr:hover td, #app [data-css$="-table"] tbody tr.selected td { background: #f3f8fa; }
#app [data-css$="-table"] tr:hover, #app [data-css$="-table"] tr:focus-within { position: relative; z-index: 1; }
#app [data-css="sidebar-logo"] { padding: 12px 16px 16px; }
.choice { padding: 2px 10px; font-size: 13px; line-height: 20px; white-space: nowrap; } .row-link { color: #0a6786; text-decoration: none; } .row-link:hover { text-decoration: underline; }
.record-form, .record-details { background: #fff; border-radius: 10px; }
.record-fields, .record-details { display: grid; grid-template-columns: 1fr; gap: 4px 32px; padding: 24px 28px; }
.record-details { gap: 16px 32px; }
.record-details dt { color: #5b6776; font-size: 12px; margin-bottom: 2px; } .record-details dd { overflow-wrap: anywhere; }
.record-fields > .begins { grid-column-start: 1; }
.record-fields > div { display: flex; flex-direction: column; justify-content: flex-end; }
.record-fields .adminjs_Label { margin-bottom: 4px; }
.record-fields .adminjs_Text:empty { height: 0; margin: 0; }
.record-buttons { position: sticky; bottom: 0; display: flex; gap: 12px; padding: 14px 28px; background: #fff; border-top: 1px solid #e3e9ee;
  border-radius: 0 0 10px 10px; z-index: 2; }
.skip { position: absolute; left: 8px; top: -60px; z-index: 3000; padding: 8px 16px; border-radius: 0 0 8px 8px; background: #0a6786; color: #fff; }
.skip:focus { top: 0; }
input, select, textarea { scroll-margin: 90px 0; }
::placeholder, #app [class*="-placeholder"] { color: #5b6776; opacity: 1; }
#app th { text-align: left; }
#app th.figures { text-align: right; padding-right: 21px; } #app th.figures a { display: inline-flex; flex-direction: row-reverse; align-items: center; }
#app th.figures svg { margin: 0 4px 0 0; }
@media (max-width: 576px) {
  .roomy { display: none; }
  #app [data-css$="-list"], #app [data-css$="-new"], #app [data-css$="-edit"], #app [data-css$="-show"] { padding: 16px 12px; }
  .ticked-bar { padding: 10px 12px; }
}
@media (min-width: 900px) {
  .record-fields, .record-details { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
  .record-fields > .wide, .record-details > .wide { grid-column: 1 / -1; }
}
@media (min-width: 1200px) {
  #app [data-css="sidebar"] { width: 236px; min-width: 236px; }
}
#app [data-css$="-table"] td a { white-space: nowrap; }
#app [data-css$="-table"] .choice { font-size: 12px; line-height: 16px; padding: 2px 8px; max-width: 88px; white-space: normal; word-break: keep-all; overflow-wrap: normal; }
#app [data-css$="-table"] tbody td:last-child { padding-left: 0; box-shadow: -6px 0 6px -6px rgb(20 40 60 / 18%); }
#app [data-css$="-table"] [data-testid="actions-dropdown"] { padding: 4px 8px; }
td, th, section, p, label, span { font-family: inherit; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, textarea:focus-visible, [tabindex]:focus-visible
  { outline: 3px solid #3d9fc0; outline-offset: 1px; }
input[type="checkbox"]:focus-visible + a { outline: 3px solid #3d9fc0; outline-offset: 1px; }
`;

/** The one HTML page of the back office; AdminJS's client takes over from there. */
@Injectable()
export class AdminShell {
  constructor(
    private readonly state: ClientState,
    private readonly catalogue: AdminCatalogue,
    private readonly assets: AdminAssets,
    private readonly context: Context,
  ) {}

  mount(admin: FastifyInstance): void {
    for (const url of ['/', '/resources/*', '/pages/*']) admin.get(url, (request, reply) => this.answer(request, reply));
    admin.setNotFoundHandler((request, reply) => this.answer(request, reply));
  }

  private async answer(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const html = this.render(await this.state.load(), request.nonce!);
    return sendText(request, reply.status(this.statusOf(request.url)).type('text/html; charset=utf-8'), html);
  }

  /** The client shows what is wrong; the status says it too. */
  private statusOf(url: string): number {
    const [, , kind, name] = url.split('?', 1)[0]!.split('/');
    if (kind === undefined || kind === '') return 200;
    const screen = kind === 'resources' ? this.catalogue.screens.get(name ?? '') : undefined;
    const page = kind === 'pages' ? this.catalogue.pages.get(name ?? '') : undefined;
    if (!screen && !page) return 404;
    return (screen && this.catalogue.mayRead(screen)) || (page && this.catalogue.mayOpen(page)) ? 200 : 403;
  }

  private render(state: ReduxState, nonce: string): string {
    const { language } = this.context;
    const script = (name: string) => `<script src="${this.assets.url(name)}"></script>`;
    return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tide CRM</title>
<link rel="icon" href="/admin/brand/icon.svg" type="image/svg+xml">
<style nonce="${nonce}">${style(language)}</style>
<script nonce="${nonce}">
window.__webpack_nonce__ = ${scriptJson(nonce)};
(function () { var make = document.createElement.bind(document); document.createElement = function (name, options) { var made = make(name, options); if (String(name).toLowerCase() === 'style') made.nonce = window.__webpack_nonce__; return made; }; })();
window.REDUX_STATE = ${scriptJson(state)};
window.THEME_COMPONENTS = {};
window.AdminJS = { Components: {} };
</script>
${script('global.bundle.js')}
${script('design-system.bundle.js')}
<script nonce="${nonce}">window.THEME = AdminJSDesignSystem.combineStyles(${scriptJson({ ...THEME, font: pageFont(language) })});</script>
${script('app.bundle.js')}
${script('components.bundle.js')}
</head>
<body>
<div id="app"></div>
<script nonce="${nonce}">createRoot(document.getElementById('app')).render(AdminJS.Application);</script>
</body>
</html>`;
  }
}
