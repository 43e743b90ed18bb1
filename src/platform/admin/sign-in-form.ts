import { type Language, LANGUAGES } from '../context/language.js';
import { adminText } from './admin-texts.js';
import { escape, frame } from './plain-page.js';

export const LANGUAGE_NAMES: Record<Language, string> = { 'zh-CN': '简体中文', en: 'English' };

export interface SignInForm {
  language: Language;
  /** Whether somebody has asked for this language: then it goes with the account. */
  chosen?: boolean;
  nonce: string;
  next: string;
  username?: string;
  error?: string;
  /** What has just gone well: a password that was set. */
  done?: string;
  rememberMe?: boolean;
}

/** The page to sign in at, with what was typed already. */
export function signInForm({ language, chosen, nonce, next, username = '', error, done, rememberMe }: SignInForm): string {
  const t = (key: Parameters<typeof adminText>[0]) => adminText(key, language);
  const wrong = error ? ' aria-describedby="error" aria-invalid="true"' : '';
  const content = `${error ? `<p class="error" role="alert" id="error">${escape(error)}</p>` : ''}${done ? `<p class="done" role="status">${escape(done)}</p>` : ''}
<form method="post" action="/admin/login">
<input type="hidden" name="next" value="${escape(next)}"><input type="hidden" name="lang" value="${language}">${chosen ? `<input type="hidden" name="speak" value="${language}">` : ''}
<label for="username">${t('username')}</label>
<input type="text" id="username" name="username" value="${escape(username)}" autocomplete="username" autocapitalize="none" spellcheck="false" required${username ? '' : ' autofocus'}${wrong}>
<label for="password">${t('password')}</label>
<input type="password" id="password" name="password" autocomplete="current-password" required${username ? ' autofocus' : ''}${wrong}>
<label class="check"><input type="checkbox" name="rememberMe" value="on"${rememberMe ? ' checked' : ''}> ${t('remember')}</label>
<button>${t('signIn')}</button>
</form>
<p class="hint"><a href="/admin/forgot?lang=${language}">${t('forgotLink')}</a></p>`;
  const others = LANGUAGES.map((l) =>
    l === language
      ? `<span aria-current="true">${LANGUAGE_NAMES[l]}</span>`
      : `<a href="/admin/login?speak=${l}&amp;next=${escape(encodeURIComponent(next))}" hreflang="${l}" lang="${l}">${LANGUAGE_NAMES[l]}</a>`,
  );
  return frame({ language, nonce, title: t('signIn') }, content, others.join(''));
}
