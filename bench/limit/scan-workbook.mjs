// A byte scanner for the one kind of workbook the bench makes (one sheet, shared strings): what one thread can do, not a reader for strangers' files.
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const END = 0x06054b50;
const QUOTE = 34;
const LESS = 60;
const GREATER = 62;
const SPACE = 32;
const [SLASH, C, O, R] = [...'/cor'].map((c) => c.charCodeAt(0));

/** Name → contents of every file in a zip archive. */
function unzip(buffer) {
  let end = buffer.length - 22;
  while (buffer.readUInt32LE(end) !== END) end--;
  const files = new Map();
  let at = buffer.readUInt32LE(end + 16);
  for (let n = buffer.readUInt16LE(end + 10); n > 0; n--) {
    const [method, packed, size] = [buffer.readUInt16LE(at + 10), buffer.readUInt32LE(at + 20), buffer.readUInt32LE(at + 24)];
    const [nameLength, extra, comment, header] = [
      buffer.readUInt16LE(at + 28),
      buffer.readUInt16LE(at + 30),
      buffer.readUInt16LE(at + 32),
      buffer.readUInt32LE(at + 42),
    ];
    const from = header + 30 + buffer.readUInt16LE(header + 26) + buffer.readUInt16LE(header + 28);
    const data = buffer.subarray(from, from + packed);
    const name = buffer.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, () => (method ? inflateRawSync(data, { maxOutputLength: 2 ** 30, chunkSize: Math.max(65_536, size) }) : data));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };
const unescape = (text) => (text.includes('&') ? text.replace(/&(lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity]) : text);

function sharedStrings(xml) {
  const text = xml.toString('utf8');
  const strings = [];
  for (let at = text.indexOf('<t>'); at >= 0; at = text.indexOf('<t>', at)) {
    const end = text.indexOf('</t>', at);
    strings.push(unescape(text.slice(at + 3, end)));
    at = end;
  }
  return strings;
}

/** Hands each row to `take` as an array of `width` strings or nulls. */
export function scanWorkbook(path, width, take) {
  const files = unzip(readFileSync(path));
  const strings = sharedStrings(files.get('xl/sharedStrings.xml')());
  const b = files.get('xl/worksheets/sheet1.xml')();
  let row;
  for (let i = b.indexOf('<sheetData'); i >= 0 && i < b.length;) {
    i = b.indexOf(LESS, i);
    if (i < 0) return;
    if (b[i + 1] === R) {
      row = new Array(width).fill(null);
      i += 4;
    } else if (b[i + 1] === C && b[i + 2] === SPACE) {
      i = b.indexOf(QUOTE, i) + 1;
      const column = b[i] - 65;
      i = b.indexOf(GREATER, b.indexOf(LESS, i)) + 1;
      let value = 0;
      for (; b[i] !== LESS; i++) value = value * 10 + b[i] - 48;
      row[column] = strings[value];
    } else if (b[i + 1] === SLASH && b[i + 2] === R && b[i + 3] === O) {
      take(row);
      i += 6;
    } else i++;
  }
}
