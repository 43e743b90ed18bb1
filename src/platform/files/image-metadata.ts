import type { FileKind } from './file-kind.js';

/** A picture without what cameras write into it (place, device, time, thumbnails); its pixels are untouched. @throws when it is damaged. */
export function withoutMetadata(kind: FileKind, image: Buffer): Buffer {
  if (kind === 'jpeg') return jpegWithout(image);
  if (kind === 'png') return pngWithout(image);
  if (kind === 'webp') return webpWithout(image);
  return image;
}

export class DamagedImage extends Error {}

/** Keeps JFIF (APP0), the colour profile (APP2) and Adobe's colour transform (APP14); drops all other APPn and comments. */
function jpegWithout(image: Buffer): Buffer {
  const kept = [image.subarray(0, 2)];
  for (let at = 2; at < image.length;) {
    if (image[at] !== 0xff) throw new DamagedImage();
    const marker = image[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xda) return Buffer.concat([...kept, image.subarray(at)]); // the pixels
    if (at + 4 > image.length) throw new DamagedImage();
    const end = at + 2 + image.readUInt16BE(at + 2);
    if (end > image.length || end < at + 4) throw new DamagedImage();
    const application = marker >= 0xe0 && marker <= 0xef && ![0xe0, 0xe2, 0xee].includes(marker);
    if (!application && marker !== 0xfe) kept.push(image.subarray(at, end));
    at = end;
  }
  throw new DamagedImage();
}

const PNG_DROPPED = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

function pngWithout(image: Buffer): Buffer {
  const kept = [image.subarray(0, 8)];
  for (let at = 8; at + 12 <= image.length;) {
    const end = at + 12 + image.readUInt32BE(at);
    if (end > image.length) throw new DamagedImage();
    const type = image.subarray(at + 4, at + 8).toString('latin1');
    if (!PNG_DROPPED.has(type)) kept.push(image.subarray(at, end));
    if (type === 'IEND') return Buffer.concat(kept); // whatever follows is no picture
    at = end;
  }
  throw new DamagedImage();
}

const EXIF_AND_XMP = 0x08 | 0x04;

function webpWithout(image: Buffer): Buffer {
  const kept: Buffer[] = [];
  for (let at = 12; at + 8 <= image.length;) {
    const type = image.subarray(at, at + 4).toString('latin1');
    const size = image.readUInt32LE(at + 4);
    const end = at + 8 + size + (size % 2);
    if (at + 8 + size > image.length) throw new DamagedImage();
    if (type !== 'EXIF' && type !== 'XMP ') {
      const chunk = Buffer.from(image.subarray(at, end));
      if (type === 'VP8X' && size > 0) chunk[8] = chunk[8]! & ~EXIF_AND_XMP;
      kept.push(chunk);
    }
    at = end;
  }
  if (!kept.length) throw new DamagedImage();
  const body = Buffer.concat(kept);
  const header = Buffer.from(image.subarray(0, 12));
  header.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([header, body]);
}
