import { recordValues, recordWords } from '../../../platform/audit/audit-text.js';
import { auditActions } from '../../../platform/audit/audit-words.js';

export const changeAudit = auditActions.declare({
  'bulk-edit': { 'zh-CN': '批量修改', en: 'Changed many' },
  'bulk-edit-undo': { 'zh-CN': '撤销批量修改', en: 'Undid a change of many' },
  'import-undo': { 'zh-CN': '撤销导入', en: 'Undid an import' },
  'bulk-assign': { 'zh-CN': '批量转交', en: 'Handed many over' },
  'bulk-assign-undo': { 'zh-CN': '撤销批量转交', en: 'Undid a hand-over of many' },
});

export const changeRecordValues = recordValues.declare({
  'id=changes': { 'zh-CN': '批量操作', en: 'Bulk change' },
});

export const changeRecordWords = recordWords.declare({
  addCourseIds: { 'zh-CN': '添加课程', en: 'Courses added' },
  addTags: { 'zh-CN': '添加标签', en: 'Tags added' },
  back: { 'zh-CN': '已恢复', en: 'Went back' },
  changed: { 'zh-CN': '已修改', en: 'Changed' },
  kept: { 'zh-CN': '保持不变', en: 'Stayed' },
  partly: { 'zh-CN': '部分恢复', en: 'Went back in part' },
  refused: { 'zh-CN': '未修改', en: 'Refused' },
  removeCourseIds: { 'zh-CN': '移除课程', en: 'Courses removed' },
  removeTags: { 'zh-CN': '移除标签', en: 'Tags removed' },
  set: { 'zh-CN': '设为', en: 'Set to' },
  toStaffIds: { 'zh-CN': '转交给', en: 'Handed to' },
  unchanged: { 'zh-CN': '无需修改', en: 'Said so already' },
});
