import { type Language, LANGUAGES } from '../context/language.js';
import type { LinkPurpose } from '../auth/accounts/one-time-link.entity.js';
import { adminText } from './admin-texts.js';
import { escape, frame } from './plain-page.js';
import { LANGUAGE_NAMES } from './sign-in-form.js';

interface Shown {
  language: Language;
  nonce: string;
  error?: string;
}

const alert = (error: string | undefined) => (error ? `<p class="error" role="alert" id="error">${escape(error)}</p>` : '');

/** Submits the same form, so that what stands in it is not lost with the language. */
const languages = (language: Language) =>
  LANGUAGES.map((l) =>
    l === language
      ? `<span aria-current="true">${LANGUAGE_NAMES[l]}</span>`
      : `<button form="account" name="speak" value="${l}" formnovalidate lang="${l}">${LANGUAGE_NAMES[l]}</button>`,
  ).join('');

/**
 * The token stands behind the # of the link, which a browser sends to nobody: a line of script moves it into the form and out of the address bar
 * (and the history); without script one pastes the link. It never is part of an address that a server, a proxy or a referrer could keep.
 */
const TAKE_TOKEN = `const given = /^#token=([\\w-]+)$/.exec(location.hash); const field = document.getElementById('token');
if (given) { field.value = given[1]; history.replaceState(null, '', location.pathname); }
if (field.value) { document.getElementById('link').hidden = true; document.getElementById('password').focus(); }`;

/** Sets a password by an invitation or a reset link (REQ-A5). */
export function passwordForm(
  purpose: LinkPurpose,
  { language, nonce, token, error, spent }: Shown & { token: string; spent?: boolean },
): string {
  const t = (key: Parameters<typeof adminText>[0]) => adminText(key, language);
  const wrong = error ? ' aria-describedby="error" aria-invalid="true"' : '';
  const again = spent && purpose === 'reset' ? `<p class="hint"><a href="/admin/forgot?lang=${language}">${t('askAgain')}</a></p>` : '';
  const content = `${alert(error)}${again}
<form method="post" action="/admin/${purpose}" id="account" autocomplete="off">
<input type="hidden" name="lang" value="${language}">
<div id="link"${token ? ' hidden' : ''}><label for="token">${t('linkCode')}</label>
<input type="text" id="token" name="token" value="${escape(token)}" autocapitalize="none" spellcheck="false" required aria-describedby="token-hint">
<p class="hint" id="token-hint">${t('linkCodeHint')}</p></div>
<label for="password">${t('newPassword')}</label>
<input type="password" id="password" name="password" autocomplete="new-password" required minlength="8" maxlength="128"${wrong}>
<p class="hint">${t('passwordHint')}</p>
<label for="repeat">${t('repeat')}</label>
<input type="password" id="repeat" name="repeat" autocomplete="new-password" required maxlength="256"${wrong}>
<p></p><button>${t('setPassword')}</button>
</form>
<script nonce="${nonce}">${TAKE_TOKEN}</script>`;
  return frame({ language, nonce, title: t(purpose), heading: t(purpose) }, content, languages(language));
}

/** Asks where to send a reset link; afterwards it says the same to everybody. */
export function forgotForm({ language, nonce, login = '', error, done }: Shown & { login?: string; done?: boolean }): string {
  const t = (key: Parameters<typeof adminText>[0]) => adminText(key, language);
  const form = `<form method="post" action="/admin/forgot" id="account">
<input type="hidden" name="lang" value="${language}">
<p class="hint">${t('forgotHint')}</p>
<label for="login">${t('login')}</label>
<input type="text" id="login" name="login" value="${escape(login)}" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="190" required autofocus>
<p></p><button>${t('sendLink')}</button>
</form>`;
  const content = `${alert(error)}${done ? `<p class="done" role="status">${t('forgotDone')}</p>` : form}
<p class="hint"><a href="/admin/login?lang=${language}">${t('toSignIn')}</a></p>`;
  return frame({ language, nonce, title: t('forgot'), heading: t('forgot') }, content, done ? '' : languages(language));
}
