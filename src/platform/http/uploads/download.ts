import { StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { MEDIA_TYPES } from '../../files/file-kind.js';
import type { StoredFile } from '../../files/stored-file.entity.js';

/** The answer that hands out a file: saved rather than shown unless it is a picture or PDF asked for `inline`; never cached, never a program. */
export function download(reply: FastifyReply, file: StoredFile, content: Readable, options: { inline?: boolean } = {}): StreamableFile {
  const shown = options.inline && ['jpeg', 'png', 'webp', 'pdf'].includes(file.kind);
  const plain = file.originalName.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  void reply
    .header(
      'content-disposition',
      `${shown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.originalName)}`,
    )
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox");
  return new StreamableFile(content, { type: MEDIA_TYPES[file.kind], length: file.size });
}
