import { t } from './client';

type Text = Parameters<typeof t>[0];

/** Controls of AdminJS that have a picture and no name. */
const NAMES: readonly (readonly [selector: string, name: Text])[] = [
  ['[data-testid="first"]', { 'zh-CN': '第一页', en: 'First page' }],
  ['[data-testid="previous"]', { 'zh-CN': '上一页', en: 'Previous page' }],
  ['[data-testid="next"]', { 'zh-CN': '下一页', en: 'Next page' }],
  ['[data-testid="last"]', { 'zh-CN': '最后一页', en: 'Last page' }],
  ['thead .adminjs_Checkbox input', { 'zh-CN': '勾选本页全部', en: 'Tick all on this page' }],
  ['tbody .adminjs_Checkbox input', { 'zh-CN': '勾选这一行', en: 'Tick this row' }],
  ['[data-testid="actions-dropdown"]', { 'zh-CN': '操作', en: 'Actions' }],
  ['[data-css$="-filter-drawer-content"] > section:first-child button', { 'zh-CN': '关闭筛选', en: 'Close the filters' }],
  ['.close-button', { 'zh-CN': '关闭', en: 'Close' }],
  ['.record-form [type="password"] ~ button', { 'zh-CN': '显示密码', en: 'Show the password' }],
];
/** What does something at a click but, being a link to nowhere, is no stop for the tab key. */
const NO_LINK = 'a.adminjs_Button:not([href]), [data-css="sidebar"] li > a:not([href])';
const DIALOG = '.close-button';
const MENU = '[data-testid="actions-dropdown"]';

/** What is the menu and what is the page; a link over the menu's forty stops to the latter. */
function markThem(): void {
  document.querySelector('[data-css="sidebar"]:not([role])')?.setAttribute('role', 'navigation');
  const menu = document.querySelector('[data-css="sidebar"]:not([aria-label])');
  menu?.setAttribute('aria-label', t({ 'zh-CN': '菜单', en: 'Menu' }));
  const bar = document.querySelector('[data-css="topbar"]');
  const page = bar?.parentElement?.querySelector(':scope > [data-css="topbar"] ~ :not([data-css="notice"])');
  if (!page || page.id === 'page') return;
  document.getElementById('page')?.removeAttribute('id');
  page.id = 'page';
  page.setAttribute('role', 'main');
  page.setAttribute('tabindex', '-1');
}

function nameThem(): void {
  for (const [selector, name] of NAMES)
    for (const element of document.querySelectorAll(`:is(${selector}):not([aria-label])`)) element.setAttribute('aria-label', t(name));
  // the crosses of message boxes
  for (const button of document.querySelectorAll('button:not([aria-label])'))
    if (!button.textContent?.trim()) button.setAttribute('aria-label', t({ 'zh-CN': '关闭提示', en: 'Close this notice' }));
  for (const button of document.querySelectorAll(`:is(${NO_LINK}):not([role])`)) {
    button.setAttribute('role', 'button');
    button.setAttribute('tabindex', '0');
  }
}

/** AdminJS's own pages for addresses that lead nowhere end there: the way home is added. An empty list is none of them. */
function leadHome(): void {
  for (const box of document.querySelectorAll('.adminjs_InfoBox:not(:has(a, button))')) {
    if (box.closest('[data-css$="-table-wrapper"]')) continue;
    const link = document.createElement('a');
    link.href = '/admin';
    link.className = 'row-link';
    link.style.marginTop = '24px';
    link.dataset['testid'] = 'to-home';
    link.textContent = t({ 'zh-CN': '回到首页', en: 'Go to the home page' });
    box.append(link);
  }
}

/** Where the window ends below a row, its menu opens above it, unless there is even less room. */
function openWhereThereIsRoom({ target }: Event): void {
  const cell = (target as HTMLElement).closest?.('.options');
  const menu = cell?.querySelector<HTMLElement>('.adminjs_DropDownMenu');
  if (cell && menu) placeWhenShown(cell, menu);
}

/** Its height is known when it is drawn, within some frames. */
function placeWhenShown(cell: Element, menu: HTMLElement, frames = 30): void {
  const height = menu.offsetHeight;
  if (!height) {
    if (frames) requestAnimationFrame(() => placeWhenShown(cell, menu, frames - 1));
    return;
  }
  const button = menu.parentElement!.getBoundingClientRect();
  const above = button.top - (cell.closest('.table-scroll')?.getBoundingClientRect().top ?? 0);
  const foot = document.querySelector('.ticked-bar')?.getBoundingClientRect().top ?? window.innerHeight;
  cell.classList.toggle('upwards', button.bottom + height > foot && above >= height);
}

/** A question on the screen has the focus: Enter answers it, Escape takes it away, Tab stays in it. */
function focusTheQuestion(before: Element | null): Element | null {
  const question = document.querySelector(DIALOG)?.parentElement ?? null;
  if (question && question !== before) {
    question.setAttribute('role', 'alertdialog');
    question.setAttribute('aria-modal', 'true');
    question.setAttribute('aria-label', question.querySelector('h5')?.textContent ?? '');
    const buttons = [...question.querySelectorAll<HTMLElement>('button:not(.close-button)')];
    buttons.at(-1)?.focus();
  }
  return question;
}

/** A drawer that has come has the focus: its first field, or its button. */
function focusTheDrawer(before: Element | null): Element | null {
  const back = document.querySelector('[data-testid="drawer-back"]');
  const drawer = back?.closest('#drawerPortal') ?? null;
  if (drawer && drawer !== before) {
    drawer.setAttribute('role', 'dialog');
    drawer.setAttribute('aria-label', drawer.querySelector('h2')?.textContent ?? '');
    drawer.querySelector<HTMLElement>('input:not([type=hidden]), textarea, button[type=submit]')?.focus();
  }
  return drawer;
}

const click = (element: Element | null | undefined): boolean => {
  (element as HTMLElement | null | undefined)?.click();
  return !!element;
};

/** The row's menu listens to the pointer only: the pointer is told for the keys. */
function pointAt(menu: Element, here: boolean): void {
  menu.parentElement?.dispatchEvent(new MouseEvent(here ? 'mouseover' : 'mouseout', { bubbles: true, relatedTarget: document.body }));
}

/** What is still hidden cannot have the focus; it is drawn within some frames. */
function focusWhenShown(element: HTMLElement | null | undefined, frames = 30): void {
  element?.focus();
  if (element && document.activeElement !== element && frames) requestAnimationFrame(() => focusWhenShown(element, frames - 1));
}

function onKey(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.key === 'Escape') {
    const menu = target.closest('.adminjs_DropDownMenu')?.parentElement?.querySelector<HTMLElement>(MENU);
    if (menu) {
      pointAt(menu, false);
      return menu.focus();
    }
    if (target.closest('[class*="-control"]')?.querySelector('[aria-expanded="true"]')) return;
    const filters = document.querySelector('[data-css$="-filter-drawer"]:not([inert])');
    const closers = [
      document.querySelector(DIALOG),
      document.querySelector('[data-testid="drawer-back"]'),
      filters?.querySelector('[data-css$="-filter-drawer-content"] > section:first-child button'),
    ];
    closers.some(click);
    return;
  }
  if ((event.key === 'Enter' || event.key === ' ') && target.matches(NO_LINK)) {
    event.preventDefault();
    if (!target.matches(MENU)) return target.click();
    pointAt(target, true);
    focusWhenShown(target.parentElement?.querySelector<HTMLElement>('.adminjs_DropDownMenu a'));
    return;
  }
  if (event.key !== 'Tab') return;
  const question = document.querySelector(DIALOG)?.parentElement;
  if (!question) return;
  const buttons = [...question.querySelectorAll<HTMLElement>('button')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  event.preventDefault();
  buttons.at((at + (event.shiftKey ? -1 : 1) + buttons.length) % buttons.length)?.focus();
}

/** The first stop of the tab key. */
function skipLink(): void {
  const link = document.createElement('a');
  link.className = 'skip';
  link.href = '#page';
  link.textContent = t({ 'zh-CN': '跳到正文', en: 'Skip to the content' });
  link.addEventListener('click', (event) => {
    event.preventDefault();
    document.getElementById('page')?.focus();
  });
  document.body.prepend(link);
}

let helping = false;

/**
 * AdminJS is taken as it comes; what it lacks for those without a mouse or without eyes is added to its pages from outside: names,
 * Enter and Escape, and the focus where something new has come up.
 */
export function helpingHands(): void {
  if (helping) return;
  helping = true;
  let question: Element | null = null;
  let drawer: Element | null = null;
  let waiting = false;
  const look = () => {
    waiting = false;
    markThem();
    nameThem();
    leadHome();
    question = focusTheQuestion(question);
    drawer = focusTheDrawer(drawer);
  };
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(look);
  }).observe(document.body, { childList: true, subtree: true });
  document.addEventListener('keydown', onKey);
  document.addEventListener('mouseover', openWhereThereIsRoom);
  skipLink();
  look();
}
