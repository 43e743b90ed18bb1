/** QR codes (ISO/IEC 18004) in byte mode, versions 1 to 15, error correction M: room for 412 bytes. */

/** Per version: codewords of correction in a block; blocks. */
const CORRECTION: readonly (readonly [perBlock: number, blocks: number])[] = [
  [10, 1],
  [16, 1],
  [26, 1],
  [18, 2],
  [24, 2],
  [16, 4],
  [18, 4],
  [22, 4],
  [22, 5],
  [26, 5],
  [30, 5],
  [22, 8],
  [22, 9],
  [24, 9],
  [24, 10],
];

/** What is not taken by patterns and notes about the format, in bits. */
function roomOf(version: number): number {
  const marks = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const aligning = version === 1 ? 0 : (25 * marks - 10) * marks - 55;
  return (16 * version + 128) * version + 64 - aligning - (version >= 7 ? 36 : 0);
}

const wordsOf = (version: number): number => {
  const [perBlock, blocks] = CORRECTION[version - 1]!;
  return Math.floor(roomOf(version) / 8) - perBlock * blocks;
};

/** Products in GF(256) over x⁸ + x⁴ + x³ + x² + 1. */
function times(a: number, b: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ ((product >>> 7) * 0x11d) ^ (((b >>> bit) & 1) * a);
  return product;
}

function divisorOf(degree: number): number[] {
  const result = Array<number>(degree).fill(0);
  result[degree - 1] = 1;
  for (let i = 0, root = 1; i < degree; i++, root = times(root, 2))
    for (let j = 0; j < degree; j++) result[j] = times(result[j]!, root) ^ (result[j + 1] ?? 0);
  return result;
}

function remainderOf(data: readonly number[], divisor: readonly number[]): number[] {
  const rest = divisor.map(() => 0);
  for (const word of data) {
    const factor = word ^ rest.shift()!;
    rest.push(0);
    divisor.forEach((by, i) => (rest[i]! ^= times(by, factor)));
  }
  return rest;
}

/** The text with its length in front and padding behind, as codewords. */
function dataOf(bytes: Buffer, version: number): number[] {
  const capacity = wordsOf(version) * 8;
  let bits = `0100${bytes.length.toString(2).padStart(version < 10 ? 8 : 16, '0')}`;
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  bits += '0'.repeat(Math.min(4, capacity - bits.length));
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '0');
  for (let i = 0; bits.length < capacity; i++) bits += i % 2 ? '00010001' : '11101100';
  return bits.match(/.{8}/g)!.map((word) => Number.parseInt(word, 2));
}

/** Blocks with their correction, one word of each in turn. */
function interleaved(data: readonly number[], version: number): number[] {
  const [perBlock, blocks] = CORRECTION[version - 1]!;
  const divisor = divisorOf(perBlock);
  const shortBlocks = blocks - (data.length % blocks);
  const length = Math.floor(data.length / blocks);
  const parts = Array.from({ length: blocks }, (_, i) => {
    const from = i * length + Math.max(0, i - shortBlocks);
    return data.slice(from, from + length + (i < shortBlocks ? 0 : 1));
  });
  const corrections = parts.map((part) => remainderOf(part, divisor));
  const inTurn = (rows: readonly number[][], longest: number) =>
    Array.from({ length: longest }, (_, i) => rows.flatMap((row) => (i < row.length ? [row[i]!] : []))).flat();
  return [...inTurn(parts, length + 1), ...inTurn(corrections, perBlock)];
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_x, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

class Picture {
  readonly dark: boolean[][];
  private readonly fixed: boolean[][];

  constructor(
    private readonly version: number,
    readonly size = version * 4 + 17,
  ) {
    const empty = () => Array.from({ length: size }, () => Array<boolean>(size).fill(false));
    this.dark = empty();
    this.fixed = empty();
    this.patterns();
  }

  private set(x: number, y: number, dark: boolean): void {
    if (x < 0 || y < 0 || x >= this.size || y >= this.size) return;
    this.dark[y]![x] = dark;
    this.fixed[y]![x] = true;
  }

  private patterns(): void {
    const { size, version } = this;
    for (let i = 0; i < size; i++) {
      this.set(6, i, i % 2 === 0);
      this.set(i, 6, i % 2 === 0);
    }
    for (const [cx, cy] of [
      [3, 3],
      [size - 4, 3],
      [3, size - 4],
    ] as const)
      this.rings(cx, cy, 4, (ring) => ring !== 2 && ring !== 4);
    const marks = this.marks();
    for (const [i, x] of marks.entries())
      for (const [j, y] of marks.entries()) {
        const corner = (i === 0 && j === 0) || (i === 0 && j === marks.length - 1) || (i === marks.length - 1 && j === 0);
        if (!corner) this.rings(x, y, 2, (ring) => ring !== 1);
      }
    this.format(0);
    if (version >= 7) this.versionNote();
  }

  private rings(cx: number, cy: number, reach: number, dark: (ring: number) => boolean): void {
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) this.set(cx + dx, cy + dy, dark(Math.max(Math.abs(dx), Math.abs(dy))));
  }

  private marks(): number[] {
    if (this.version === 1) return [];
    const count = Math.floor(this.version / 7) + 2;
    const step = Math.ceil((this.version * 4 + 4) / (count * 2 - 2)) * 2;
    return [6, ...Array.from({ length: count - 1 }, (_, i) => this.size - 7 - (count - 2 - i) * step)];
  }

  /** Correction M (00) and the mask, twice. */
  format(mask: number): void {
    let rest = mask;
    for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
    const bits = ((mask << 10) | rest) ^ 0x5412;
    const bit = (i: number) => ((bits >>> i) & 1) === 1;
    const { size } = this;
    for (let i = 0; i < 15; i++) {
      const along = i < 6 ? i : i < 8 ? i + 1 : 14 - i;
      if (i < 8) this.set(8, along, bit(i));
      else this.set(i === 8 ? 7 : along, 8, bit(i));
      if (i < 8) this.set(size - 1 - i, 8, bit(i));
      else this.set(8, size - 15 + i, bit(i));
    }
    this.set(8, size - 8, true);
  }

  private versionNote(): void {
    let rest = this.version;
    for (let i = 0; i < 12; i++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (this.version << 12) | rest;
    for (let i = 0; i < 18; i++) {
      const dark = ((bits >>> i) & 1) === 1;
      const [a, b] = [this.size - 11 + (i % 3), Math.floor(i / 3)];
      this.set(a, b, dark);
      this.set(b, a, dark);
    }
  }

  /** Two columns at a time from the right, up and down in turn. */
  fill(words: readonly number[]): void {
    let at = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < this.size; step++)
        for (const x of [right, right - 1]) {
          const y = ((right + 1) & 2) === 0 ? this.size - 1 - step : step;
          if (this.fixed[y]![x]) continue;
          this.dark[y]![x] = (((words[at >>> 3] ?? 0) >>> (7 - (at & 7))) & 1) === 1;
          at++;
        }
    }
  }

  mask(mask: number): void {
    const turns = MASKS[mask]!;
    for (let y = 0; y < this.size; y++)
      for (let x = 0; x < this.size; x++) if (!this.fixed[y]![x] && turns(x, y)) this.dark[y]![x] = !this.dark[y]![x];
  }
}

/** How hard a picture is to read: long runs, squares, what looks like a finder, much more of one colour than of the other. */
function penaltyOf(dark: readonly boolean[][]): number {
  const size = dark.length;
  const lines = [...dark, ...dark.map((_, x) => dark.map((row) => row[x]!))].map((line) => line.map((d) => (d ? '1' : '0')).join(''));
  let penalty = 0;
  for (const line of lines) {
    for (const run of line.match(/0{5,}|1{5,}/g) ?? []) penalty += run.length - 2;
    for (const finder of ['10111010000', '00001011101'])
      for (let at = line.indexOf(finder); at >= 0; at = line.indexOf(finder, at + 1)) penalty += 40;
  }
  for (let y = 1; y < size; y++)
    for (let x = 1; x < size; x++) {
      const here = dark[y]![x];
      if (here === dark[y - 1]![x] && here === dark[y]![x - 1] && here === dark[y - 1]![x - 1]) penalty += 3;
    }
  const share = dark.flat().filter(Boolean).length / size ** 2;
  return penalty + Math.floor(Math.abs(share - 0.5) * 20) * 10;
}

/** Rows of modules, `true` where dark, without the margin. @throws when the text is longer than 412 bytes. */
export function qrMatrix(text: string): boolean[][] {
  const bytes = Buffer.from(text, 'utf8');
  const version = CORRECTION.findIndex((_, i) => wordsOf(i + 1) >= bytes.length + (i + 1 < 10 ? 2 : 3)) + 1;
  if (!version) throw new Error(`${bytes.length} bytes are too many for a QR code`);
  const words = interleaved(dataOf(bytes, version), version);
  const pictures = MASKS.map((_, mask) => {
    const picture = new Picture(version);
    picture.fill(words);
    picture.mask(mask);
    picture.format(mask);
    return picture.dark;
  });
  const penalties = pictures.map(penaltyOf);
  return pictures[penalties.indexOf(Math.min(...penalties))]!;
}

/** A picture of it with its margin, in black on white; sized by whoever shows it. */
export function qrSvg(text: string): string {
  const rows = qrMatrix(text);
  const size = rows.length + 8;
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + 4} ${y + 4}h1v1h-1z`] : []))).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" role="img" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`;
}
