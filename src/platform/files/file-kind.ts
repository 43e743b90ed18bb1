/** Kinds of files the product takes; told by their content, whatever name or type a client claims. */
export const FILE_KINDS = ['jpeg', 'png', 'webp', 'pdf', 'xlsx', 'docx', 'pptx', 'zip', 'csv', 'ole'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export const MEDIA_TYPES: Readonly<Record<FileKind, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  zip: 'application/zip',
  csv: 'text/csv',
  ole: 'application/x-ole-storage',
};

/** How much of a file's beginning `kindOf` wants to see. */
export const HEAD = 8192;

const startsWith = (head: Buffer, ...bytes: number[]) => bytes.every((byte, index) => head[index] === byte);
const ascii = (head: Buffer, from: number, to: number) => head.subarray(from, to).toString('latin1');

/** The kind of a file by its first bytes; undefined for everything else (SVG and HTML above all, which are programs). */
export function kindOf(head: Buffer): FileKind | undefined {
  if (startsWith(head, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') return 'webp';
  if (ascii(head, 0, 5) === '%PDF-') return 'pdf';
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return officeKind(head);
  // what Office wrote before 2007, and what it still wraps an encrypted document in
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'ole';
  return looksLikeText(head) ? 'csv' : undefined;
}

/** An office document is a zip whose first entries say so. */
function officeKind(head: Buffer): FileKind {
  const names = head.toString('latin1');
  if (!names.includes('[Content_Types].xml') && !names.includes('_rels/')) return /\bxl\//.test(names) ? 'xlsx' : 'zip';
  if (names.includes('word/')) return 'docx';
  if (names.includes('ppt/')) return 'pptx';
  return names.includes('xl/') ? 'xlsx' : 'zip';
}

/** No control characters but line breaks and tabs, and nothing a browser would take for a page. UTF-8, GBK or UTF-16 with its mark. */
function looksLikeText(head: Buffer): boolean {
  const utf16 = startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff);
  if (!utf16 && head.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return false;
  const text = utf16 ? head.toString('utf16le') : head.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  return head.length > 0 && !/^\s*<(?:!doctype|html|svg|script|\?xml|!--)/i.test(text);
}
