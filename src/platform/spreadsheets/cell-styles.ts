import { formatOf, formats, type Format } from './number-format.js';
import { XmlScanner, type XmlHandler } from './xml-scanner.js';
import { xmlName, type XmlTag } from './xml-tag.js';

const NUMBER_FORMAT = xmlName('numFmt'),
  CELL_FORMATS = xmlName('cellXfs'),
  CELL_FORMAT = xmlName('xf'),
  DIFFERENTIAL = xmlName('dxfs');
const FORMAT_ID = xmlName('numFmtId'),
  FORMAT_CODE = xmlName('formatCode');

/** What each cell style makes of a number: the one thing of `styles.xml` that changes what is read. */
export class CellStyles implements XmlHandler {
  wantsText = false;
  private readonly scanner = new XmlScanner(this);
  private readonly codes = new Map<number, string>();
  private readonly formatIds: number[] = [];
  private styles: Format[] = [];
  private inCellFormats = false;
  private inDifferential = false;

  formatAt(style: number): Format {
    return this.styles[style] ?? formats.general;
  }

  write(chunk: Buffer): void {
    this.scanner.write(chunk);
  }

  end(): void {
    this.scanner.end();
    const known = new Map<number, Format>();
    this.styles = this.formatIds.map((id) => {
      const format = known.get(id) ?? formatOf(id, this.codes.get(id));
      known.set(id, format);
      return format;
    });
  }

  open(name: number, tag: XmlTag): void {
    if (name === CELL_FORMATS) this.inCellFormats = true;
    else if (name === DIFFERENTIAL) this.inDifferential = true;
    else if (name === CELL_FORMAT && this.inCellFormats) this.formatIds.push(Number(tag.attribute(FORMAT_ID) ?? 0));
    else if (name === NUMBER_FORMAT && !this.inDifferential) {
      const code = tag.attribute(FORMAT_CODE);
      if (code !== null) this.codes.set(Number(tag.attribute(FORMAT_ID)), code);
    }
  }

  close(name: number): void {
    if (name === CELL_FORMATS) this.inCellFormats = false;
    else if (name === DIFFERENTIAL) this.inDifferential = false;
  }

  text(): void {}
  textTooLong(): void {}
}
