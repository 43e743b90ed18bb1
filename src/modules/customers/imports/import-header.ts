import { type Language, say } from '../../../platform/context/language.js';
import { columnName } from '../../../platform/spreadsheets/cell-text.js';

/** A column that could not keep its heading: it had none, or an earlier one has the same. `as` is what it is called now. */
export interface RenamedColumn {
  /** As spreadsheet programs call it: `C`. */
  readonly column: string;
  readonly heading: string | null;
  readonly as: string;
}

export interface Header {
  readonly names: string[];
  readonly renamed: RenamedColumn[];
}

const NAMELESS = { 'zh-CN': '第 {column} 列', en: 'Column {column}' };
/** So that 200 headings fit their column. */
const LONGEST = 90;
/** Nobody reads more. */
const TOLD = 50;

/** A name of its own for every column, so that each can be mapped; `sample` shows columns that have cells and no heading. */
export function headerOf(cells: readonly (string | null)[], sample: readonly (readonly (string | null)[])[], language: Language): Header {
  const width = Math.max(cells.length, ...sample.map((row) => row.length));
  const taken = new Set(cells.filter((cell) => cell !== null));
  const seen = new Set<string>();
  const renamed: RenamedColumn[] = [];
  const names = Array.from({ length: width }, (_, i) => {
    const heading = cells[i] ?? null;
    const wanted = (heading ?? say(NAMELESS, language, { column: columnName(i + 1) })).slice(0, LONGEST);
    let name = wanted;
    for (let n = 2; seen.has(name) || (name !== heading && taken.has(name)); n++) name = `${wanted} (${n})`;
    seen.add(name);
    if (name !== heading && renamed.length < TOLD)
      renamed.push({ column: columnName(i + 1), heading: heading?.slice(0, LONGEST) ?? null, as: name });
    return name;
  });
  return { names, renamed };
}
