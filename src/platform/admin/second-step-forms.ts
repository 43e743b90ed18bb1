import type { ShownSecret } from '../auth/second-step/own-second-step.service.js';
import type { Language } from '../context/language.js';
import { adminText } from './admin-texts.js';
import { escape, frame } from './plain-page.js';

interface Shown {
  language: Language;
  nonce: string;
  next: string;
  error?: string;
}
interface Own extends Shown {
  csrf: string;
}

const alert = (error: string | undefined) => (error ? `<p class="error" role="alert" id="error">${escape(error)}</p>` : '');
const hidden = (name: string, value: string) => `<input type="hidden" name="${name}" value="${escape(value)}">`;
const texts =
  (language: Language) =>
  (key: Parameters<typeof adminText>[0]): string =>
    adminText(key, language);
const wrongBy = (error: string | undefined) => (error ? ' aria-describedby="error" aria-invalid="true"' : '');
const leave = (language: Language) => `<a href="/admin/logout">${adminText('signOut', language)}</a>`;

/** Between the password and the first page: the code of the app, or one of the recovery codes. */
export function codeForm(shown: Shown & { challenge: string; chosen?: boolean; rememberMe: boolean }): string {
  const { language, nonce, next, error, challenge, chosen, rememberMe } = shown;
  const t = texts(language);
  const content = `${alert(error)}
<form method="post" action="/admin/login/code">
${hidden('challenge', challenge)}${hidden('next', next)}${hidden('lang', language)}${chosen ? hidden('speak', language) : ''}${rememberMe ? hidden('rememberMe', 'on') : ''}
<label for="code">${t('code')}</label>
<input type="text" id="code" name="code" inputmode="text" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="40" required autofocus${wrongBy(error)}>
<p class="hint">${t('codeHint')}</p>
<p></p><button>${t('signIn')}</button>
</form>
<p class="hint">${t('codeLost')}</p>`;
  const back = `<a href="/admin/login?lang=${language}&amp;next=${escape(encodeURIComponent(next))}">${t('toSignIn')}</a>`;
  return frame({ language, nonce, title: t('secondStep'), heading: t('secondStep') }, content, back);
}

/** Setting it up, first page: why, and the password again. */
export function beginForm({ language, nonce, next, error, csrf, demanded }: Own & { demanded: boolean }): string {
  const t = texts(language);
  const content = `${alert(error)}${demanded ? `<p class="error" role="status">${t('secondStepDemanded')}</p>` : ''}
<p>${t('secondStepWhy')}</p>
<form method="post" action="/admin/second-step">
${hidden('_csrf', csrf)}${hidden('next', next)}
<label for="password">${t('password')}</label>
<input type="password" id="password" name="password" autocomplete="current-password" required autofocus${wrongBy(error)}>
<p></p><button>${t('goOn')}</button>
</form>`;
  const other = demanded ? leave(language) : `<a href="${escape(next)}">${t('back')}</a>`;
  return frame({ language, nonce, title: t('secondStepSetUp'), heading: t('secondStepSetUp') }, content, other);
}

/** Second page: the secret for the app, and the first code of it. */
export function confirmForm({ language, nonce, next, error, csrf, shown }: Own & { shown: ShownSecret }): string {
  const t = texts(language);
  const content = `${alert(error)}
<p>${t('scan')}</p>
<div class="qr">${shown.qr.replace('<svg ', `<svg aria-label="${t('scan')}" `)}</div>
<p class="hint">${t('scanByHand')}</p>
<p class="secret"><code>${shown.secret.match(/.{1,4}/g)!.join(' ')}</code></p>
<form method="post" action="/admin/second-step/confirm">
${hidden('_csrf', csrf)}${hidden('next', next)}${hidden('secret', shown.secret)}
<label for="code">${t('codeShown')}</label>
<input type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 ]{6,8}" maxlength="8" required autofocus${wrongBy(error)}>
<p></p><button>${t('switchOn')}</button>
</form>`;
  return frame({ language, nonce, title: t('secondStepSetUp'), heading: t('secondStepSetUp') }, content, leave(language));
}

/** Last page: what to keep for the day the telephone is lost. */
export function recoveryPage({ language, nonce, next, codes }: Shown & { codes: readonly string[] }): string {
  const t = texts(language);
  const content = `<p class="done" role="status">${t('secondStepIsOn')}</p>
<p>${t('recoveryWhy')}</p>
<ol class="codes">${codes.map((code) => `<li><code>${code}</code></li>`).join('')}</ol>
<form method="get" action="${escape(next)}"><button>${t('recoveryKept')}</button></form>`;
  return frame({ language, nonce, title: t('recoveryCodes'), heading: t('recoveryCodes') }, content);
}
