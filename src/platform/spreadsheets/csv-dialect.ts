const DELIMITERS = [',', '\t', ';'];
const SAMPLE_LINES = 20;

/** The delimiter of a CSV by its first lines, and how many lines at the top only say so (`sep=;`, which Excel writes and reads). */
export function sniffDialect(head: string): { delimiter: string; skipLines: number } {
  const [, declared] = /^"?sep=(.)"?(?:\r\n?|\n|$)/i.exec(head) ?? [];
  if (declared !== undefined) return { delimiter: declared, skipLines: 1 };
  const lines = sampleLines(head);
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => line.split(delimiter).length - 1);
    // The real one is in every line; commas inside texts are in some.
    const score = Math.min(...counts) * 1_000 + counts.reduce((sum, count) => sum + Math.min(count, 1), 0);
    if (score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, skipLines: 0 };
}

/** The first filled lines, with what is quoted taken out: line breaks and delimiters in there mean nothing. */
function sampleLines(head: string): string[] {
  const lines = head.replace(/"[^"]*(?:"|$)/g, '""').split(/\r\n?|\n/);
  // The last one may have been cut.
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  const filled = whole.filter((line) => line.trim() !== '').slice(0, SAMPLE_LINES);
  return filled.length > 0 ? filled : lines.slice(0, 1);
}
