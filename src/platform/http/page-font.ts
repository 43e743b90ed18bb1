import type { Language } from '../context/language.js';

const CHINESE = '"PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif';
const LATIN = '"Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans", "Liberation Sans", "Narrow quotes"';

/** Chinese fonts draw curly quotes as wide as a Chinese character, which tears English sentences apart: those begin with Latin fonts. */
export const pageFont = (language: Language): string => (language === 'zh-CN' ? CHINESE : `${LATIN}, ${CHINESE}`);

/** For machines that have none of these Latin fonts: quotes alone from another one. */
export const QUOTES_FACE =
  '@font-face { font-family: "Narrow quotes"; src: local("Noto Sans CJK KR Regular"), local("Noto Sans CJK KR"), local("DejaVu Sans"); unicode-range: U+2018-201F; }';
