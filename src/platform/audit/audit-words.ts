import { Injectable } from '@nestjs/common';
import { Context } from '../context/context.js';
import type { Language, Text } from '../context/language.js';
import { permissionSets } from '../permissions/permission-set.js';
import { DeclarationKind, Declarations } from '../registry/declarations.js';

/** What a module writes into the log without a permission of that name: action → text. */
export const auditActions = new DeclarationKind<Readonly<Record<string, Text>>>('audit actions');

const EVERYWHERE: Readonly<Record<string, Text>> = {
  create: { 'zh-CN': '新建', en: 'Created' },
  update: { 'zh-CN': '修改', en: 'Changed' },
  delete: { 'zh-CN': '删除', en: 'Deleted' },
  restore: { 'zh-CN': '恢复', en: 'Restored' },
  activate: { 'zh-CN': '启用', en: 'Activated' },
  deactivate: { 'zh-CN': '停用', en: 'Deactivated' },
  start: { 'zh-CN': '开始', en: 'Started' },
  upload: { 'zh-CN': '上传', en: 'Uploaded' },
  cancel: { 'zh-CN': '取消', en: 'Cancelled' },
  retry: { 'zh-CN': '重试', en: 'Tried again' },
  run: { 'zh-CN': '立即执行', en: 'Started by hand' },
  reveal: { 'zh-CN': '查看个人信息', en: 'Showed personal values' },
  'add-item': { 'zh-CN': '新增字典项', en: 'Added an item' },
  'remove-item': { 'zh-CN': '删除字典项', en: 'Removed an item' },
  reorder: { 'zh-CN': '调整顺序', en: 'Reordered' },
  'set-day': { 'zh-CN': '设置日历', en: 'Set a day' },
  'remove-day': { 'zh-CN': '清除日历设置', en: 'Cleared a day' },
  'assign-roles': { 'zh-CN': '分配角色', en: 'Gave roles' },
  'set-permissions': { 'zh-CN': '设置权限', en: 'Set permissions' },
  'erase-personal-log': { 'zh-CN': '清除日志中的个人信息', en: 'Erased personal values from the log' },
};

/** The log keeps codes; people read and type the words of the permissions. What nobody has named stays a code. */
@Injectable()
export class AuditWords {
  constructor(
    private readonly declarations: Declarations,
    private readonly context: Context,
  ) {}

  subject(code: string): string {
    return this.say(this.subjects().find((s) => s.subject === code)?.label, code);
  }

  action(subject: string, code: string, language: Language = this.context.language): string {
    const own = this.declarations.of(auditActions).find((words) => words[code])?.[code];
    return this.say(own ?? EVERYWHERE[code] ?? this.subjects().find((s) => s.subject === subject)?.actions[code], code, language);
  }

  /** @returns the code of a subject that is named by its word, in the reader's language; what is given when it is no word. */
  subjectNamed(text: string): string {
    return this.subjects().find((s) => s.label[this.context.language].toLowerCase() === text.trim().toLowerCase())?.subject ?? text;
  }

  private subjects() {
    return this.declarations.of(permissionSets).flatMap((set) => set.subjects);
  }

  private say(text: Text | undefined, code: string, language: Language = this.context.language): string {
    return text?.[language] ?? code;
  }
}
