import type { Text } from '../context/language.js';

/** Why a file is refused. `{…}` are filled from the error's details. */
export const spreadsheetErrorTexts = {
  'spreadsheet.not-a-spreadsheet': {
    'zh-CN': '该文件不是电子表格，请另存为 .xlsx 或 .csv 后再上传',
    en: 'This file is not a spreadsheet; save it as .xlsx or .csv and upload it again',
  },
  'spreadsheet.misnamed': {
    'zh-CN': '文件名与内容不符：内容是 {kind}，请改名或另存后再上传',
    en: 'This file is not what its name says: it holds {kind}; rename it or save it again',
  },
  'spreadsheet.old-format': {
    'zh-CN': '不支持旧版 .xls 文件，请另存为 .xlsx 后再上传',
    en: 'Old .xls files are not supported; save it as .xlsx and upload it again',
  },
  'spreadsheet.encrypted': {
    'zh-CN': '该文件有密码保护，请取消密码后再上传',
    en: 'This file is protected by a password; remove it and upload again',
  },
  'spreadsheet.damaged': { 'zh-CN': '该文件已损坏，无法读取', en: 'This file is damaged and cannot be read' },
  'spreadsheet.bomb': { 'zh-CN': '该文件解压后异常庞大，已拒绝读取', en: 'This file grows beyond reason when unzipped and is refused' },
  'spreadsheet.too-big': { 'zh-CN': '该文件内容过大，请拆分后再上传', en: 'This file holds too much; split it and upload the parts' },
  'spreadsheet.too-many-rows': { 'zh-CN': '数据超过 {limit} 行，请拆分后再上传', en: 'There are more than {limit} rows; split the file' },
  'spreadsheet.too-many-columns': { 'zh-CN': '第 {row} 行超过 {limit} 列', en: 'Row {row} has more than {limit} columns' },
  'spreadsheet.cell-too-long': {
    'zh-CN': '第 {row} 行 {column} 列的内容超过 {limit} 个字符',
    en: 'The cell in row {row}, column {column} has more than {limit} characters',
  },
  'spreadsheet.empty': { 'zh-CN': '该表格没有任何内容', en: 'This sheet is empty' },
  'spreadsheet.no-sheet': { 'zh-CN': '没有找到工作表“{sheet}”', en: 'There is no sheet “{sheet}”' },
  'spreadsheet.timeout': { 'zh-CN': '读取该文件超时', en: 'Reading this file took too long' },
  'spreadsheet.reader-failed': { 'zh-CN': '读取该文件时出错，请重试', en: 'This file could not be read; try again' },
} as const satisfies Record<string, Text>;

export type SpreadsheetErrorCode = keyof typeof spreadsheetErrorTexts;
export type SpreadsheetErrorDetails = Record<string, string | number>;

/** A file that is refused, or a reader that failed. Crosses the process border as `{ code, details }`. */
export class SpreadsheetError extends Error {
  readonly code: SpreadsheetErrorCode;
  readonly details: SpreadsheetErrorDetails;

  constructor(code: SpreadsheetErrorCode, details: SpreadsheetErrorDetails = {}, options?: ErrorOptions) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.name = 'SpreadsheetError';
    this.code = code;
    this.details = details;
  }
}
