const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => ESCAPES[c]!);

/** A mail's HTML part: what it says is text, whatever it looks like. */
export function htmlOf(subject: string, body: string, link: string | null): string {
  const paragraphs = escapeHtml(body).split('\n').join('<br>\n');
  const more = link ? `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>` : '';
  return `<!doctype html><html><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head><body><p>${paragraphs}</p>${more}</body></html>`;
}
