import type { Language } from '../context/language.js';

/** Corrections and completions of AdminJS's own texts, by its keys. */
export const LOCALE: Readonly<Record<Language, Record<string, Record<string, unknown>>>> = {
  'zh-CN': {
    actions: { new: '新建', edit: '编辑', show: '查看', delete: '删除', bulkDelete: '批量删除', list: '列表' },
    buttons: {
      save: '保存', cancel: '取消', confirm: '确定', addNewItem: '添加', filter: '筛选', filterActive: '筛选（{{count}}）', applyChanges: '应用筛选', resetFilter: '清除筛选',
      confirmRemovalMany: '确认删除 {{count}} 条记录', confirmRemovalMany_plural: '确认删除 {{count}} 条记录', confirmRemovalMany_one: '确认删除 {{count}} 条记录', confirmRemovalMany_other: '确认删除 {{count}} 条记录',
      logout: '退出登录', login: '登录', createFirstRecord: '新建第一条', seeTheDocumentation: '查看文档',
    },
    labels: { navigation: '导航', pages: '页面', selectedRecords: '已选 {{selected}} 条', filters: '筛选条件', dashboard: '首页' },
    properties: { length: '长度', from: '从', to: '至' },
    components: { LanguageSelector: { availableLanguages: { 'zh-CN': '简体中文', en: 'English' } } },
    messages: {
      successfullyDeleted: '已删除', successfullyUpdated: '已保存', successfullyCreated: '已创建', successfullyBulkDeleted: '已删除 {{count}} 条', successfullyBulkDeleted_plural: '已删除 {{count}} 条',
      thereWereValidationErrors: '输入有误，请按提示修改', forbiddenError: '您没有权限执行此操作', anyForbiddenError: '您没有权限执行此操作',
      bulkDeleteError: '批量删除失败，请稍后重试', errorFetchingRecords: '加载列表失败，请稍后重试', errorFetchingRecord: '加载记录失败，请稍后重试', noRecordsSelected: '尚未勾选任何记录',
      theseRecordsWillBeRemoved: '将删除以下记录', theseRecordsWillBeRemoved_plural: '将删除以下记录', theseRecordsWillBeRemoved_one: '将删除以下记录', theseRecordsWillBeRemoved_other: '将删除以下记录',
      pickSomeFirstToRemove: '请先勾选要删除的记录', error404Resource: '没有这个页面，或您没有权限查看', error404Action: '没有这个操作或记录，或您没有权限', error404Record: '没有这条记录，或您没有权限查看',
      seeConsoleForMore: '请刷新后重试；仍有问题请联系管理员', noActionComponent: '此操作暂不可用', noRecordsInResource: '这里还没有数据', noRecords: '暂无数据', confirmDelete: '确定要删除吗？删除后不可恢复。',
      pageNotFound_title: '没有找到页面', pageNotFound_subtitle: '没有名为 <strong>{{pageName}}</strong> 的页面，或您没有权限查看', componentNotFound_title: '页面暂不可用', componentNotFound_subtitle: '页面组件未加载，请刷新后重试',
    },
  },
  en: {
    actions: { new: 'New', edit: 'Edit', show: 'View', delete: 'Delete', bulkDelete: 'Delete ticked', list: 'List' },
    buttons: { save: 'Save', cancel: 'Cancel', confirm: 'Confirm', filter: 'Filter', filterActive: 'Filter ({{count}})', applyChanges: 'Apply', resetFilter: 'Clear', createFirstRecord: 'Create the first one', logout: 'Sign out' },
    labels: { navigation: 'Navigation', pages: 'Pages', selectedRecords: '{{selected}} ticked', filters: 'Filters', dashboard: 'Home' },
    properties: { from: 'From', to: 'To' },
    components: { LanguageSelector: { availableLanguages: { 'zh-CN': '简体中文', en: 'English' } } },
    messages: {
      thereWereValidationErrors: 'The input is not valid; see the hints', forbiddenError: 'You may not do this', anyForbiddenError: 'You may not do this',
      bulkDeleteError: 'Deleting failed; try again later', errorFetchingRecords: 'The list could not be loaded; try again later', errorFetchingRecord: 'The record could not be loaded; try again later',
      error404Resource: 'There is no such page, or you may not see it', error404Action: 'There is no such action or record, or you may not use it', error404Record: 'There is no such record, or you may not see it',
      seeConsoleForMore: 'Reload and try again; if it goes on, tell your administrator', noRecordsInResource: 'Nothing here yet', noRecords: 'No records', confirmDelete: 'Delete it? This cannot be undone.',
      pageNotFound_title: 'Page not found', pageNotFound_subtitle: 'There is no page <strong>{{pageName}}</strong>, or you may not see it', componentNotFound_title: 'This page is not available', componentNotFound_subtitle: 'Its component was not loaded; reload the page',
    },
  },
};
