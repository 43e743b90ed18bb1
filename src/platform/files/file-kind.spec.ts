import { kindOf } from './file-kind.js';
import { DamagedImage, withoutMetadata } from './image-metadata.js';

const segment = (marker: number, content: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
};
const EXIF = Buffer.from('Exif\0\0GPS 31.2304 121.4737');
const JPEG = Buffer.concat([
  Buffer.from([0xff, 0xd8]),
  segment(0xe0, Buffer.from('JFIF\0')),
  segment(0xe1, EXIF),
  segment(0xfe, Buffer.from('GPS comment')),
  segment(0xdb, Buffer.alloc(65)),
  Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 9, 9, 0xff, 0xd9]),
]);
const chunk = (type: string, content: Buffer) => {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  return Buffer.concat([size, Buffer.from(type), content, Buffer.alloc(4)]);
};
const PNG = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk('IHDR', Buffer.alloc(13)),
  chunk('eXIf', EXIF),
  chunk('tEXt', Buffer.from('GPS')),
  chunk('IDAT', Buffer.from([1, 2])),
  chunk('IEND', Buffer.alloc(0)),
  Buffer.from('<?php GPS'),
]);
const webpChunk = (type: string, content: Buffer) => {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(content.length);
  return Buffer.concat([Buffer.from(type), size, content, Buffer.alloc(content.length % 2)]);
};
const WEBP = Buffer.concat([
  Buffer.from('RIFF\0\0\0\0WEBP'),
  webpChunk('VP8X', Buffer.from([0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
  webpChunk('VP8 ', Buffer.from([1, 2, 3])),
  webpChunk('EXIF', EXIF),
]);

describe('the kind of a file', () => {
  it.each([
    ['jpeg', JPEG],
    ['png', PNG],
    ['webp', WEBP],
    ['pdf', Buffer.from('%PDF-1.7\n')],
    ['xlsx', Buffer.from('PK\x03\x04........[Content_Types].xml....xl/workbook.xml', 'latin1')],
    ['docx', Buffer.from('PK\x03\x04........[Content_Types].xml....word/document.xml', 'latin1')],
    ['zip', Buffer.from('PK\x03\x04........homework.txt', 'latin1')],
    ['csv', Buffer.from('姓名,电话\n李雷,13800138000\n')],
    ['csv', Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0x31, 0x0a])],
    ['csv', Buffer.from('\ufeff姓名\n', 'utf16le')],
  ])('%s is told by its content', (kind, content) => expect(kindOf(content)).toBe(kind));

  it.each([
    ['a drawing with a program in it', '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'],
    ['a page', '  <!DOCTYPE html><script>1</script>'],
    ['a page with a mark in front', '\ufeff<html>'],
    ['a program', '\x7fELF\x02'],
    ['nothing', ''],
  ])('%s is none', (_, content) => expect(kindOf(Buffer.from(content))).toBeUndefined());
});

describe('a picture', () => {
  it.each([
    ['jpeg', JPEG],
    ['png', PNG],
    ['webp', WEBP],
  ] as const)('%s loses where it was taken and keeps its pixels', (kind, image) => {
    expect(image.includes('GPS')).toBe(true);
    const clean = withoutMetadata(kind, image);
    expect(clean.includes('GPS')).toBe(false);
    expect(kindOf(clean)).toBe(kind);
    expect(withoutMetadata(kind, clean)).toEqual(clean);
  });
  it('jpeg keeps all but its metadata', () => {
    const clean = withoutMetadata('jpeg', JPEG);
    expect(clean.length).toBe(JPEG.length - EXIF.length - 4 - 'GPS comment'.length - 4);
    expect(clean.subarray(-14)).toEqual(JPEG.subarray(-14));
  });
  it('that is damaged is refused, and never crashes', () => {
    for (const [kind, image] of [
      ['jpeg', JPEG],
      ['png', PNG],
      ['webp', WEBP],
    ] as const)
      for (let cut = 12; cut < image.length - 12; cut++) {
        try {
          withoutMetadata(kind, image.subarray(0, cut));
        } catch (error) {
          expect(error).toBeInstanceOf(DamagedImage);
        }
      }
  });
});
