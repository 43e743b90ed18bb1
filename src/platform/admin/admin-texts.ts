import { type Language, say, type Text, type TextParams } from '../context/language.js';

/** Texts of the back office itself; what AdminJS says is corrected in `admin-locale.ts`. */
export const adminTexts = {
  product: { 'zh-CN': 'Tide CRM', en: 'Tide CRM' },
  signIn: { 'zh-CN': '登录', en: 'Sign in' },
  signInHint: { 'zh-CN': '员工后台', en: 'Staff back office' },
  username: { 'zh-CN': '用户名', en: 'User name' },
  password: { 'zh-CN': '密码', en: 'Password' },
  remember: { 'zh-CN': '在这台设备上保持登录', en: 'Keep me signed in on this device' },
  wrongCredentials: { 'zh-CN': '用户名或密码不正确', en: 'The user name or the password is wrong' },
  signOut: { 'zh-CN': '退出登录', en: 'Sign out' },
  signOutAsk: { 'zh-CN': '确定要退出登录吗？', en: 'Do you want to sign out?' },
  forgotLink: { 'zh-CN': '忘记密码？', en: 'Forgotten your password?' },
  forgot: { 'zh-CN': '找回密码', en: 'Reset your password' },
  forgotHint: {
    'zh-CN': '请输入用户名或邮箱，我们会把重置链接发到您登记的邮箱。',
    en: 'Give your user name or e-mail address; a link goes to the address on file.',
  },
  login: { 'zh-CN': '用户名或邮箱', en: 'User name or e-mail' },
  sendLink: { 'zh-CN': '发送重置链接', en: 'Send the link' },
  forgotDone: {
    'zh-CN': '如果该账号存在并登记了邮箱，重置链接已发出，一小时内有效。没有收到？请联系管理员。',
    en: 'If there is such an account with an e-mail address, a link is on its way; it is good for one hour. Nothing arrives? Ask your administrator.',
  },
  invitation: { 'zh-CN': '设置登录密码', en: 'Set your password' },
  reset: { 'zh-CN': '重置密码', en: 'Choose a new password' },
  linkCode: { 'zh-CN': '链接', en: 'Link' },
  linkCodeHint: { 'zh-CN': '请粘贴收到的完整链接', en: 'Paste the whole link that you received' },
  newPassword: { 'zh-CN': '新密码', en: 'New password' },
  passwordHint: { 'zh-CN': '至少 8 个字符，不要用常见密码', en: 'At least 8 characters, and none of the common ones' },
  repeat: { 'zh-CN': '再次输入密码', en: 'The password again' },
  setPassword: { 'zh-CN': '保存密码', en: 'Save the password' },
  passwordSet: { 'zh-CN': '密码已设置，请登录。', en: 'Your password is set. Please sign in.' },
  askAgain: { 'zh-CN': '重新获取链接', en: 'Ask for another link' },
  toSignIn: { 'zh-CN': '返回登录', en: 'Back to sign in' },
  secondStep: { 'zh-CN': '两步登录', en: 'Two-step sign-in' },
  code: { 'zh-CN': '验证码', en: 'Code' },
  codeHint: { 'zh-CN': '打开验证器应用，输入 6 位数字', en: 'The six digits that your authenticator app shows' },
  codeLost: {
    'zh-CN': '手机不在身边？输入一个恢复码。恢复码也没有？请联系管理员。',
    en: 'No telephone at hand? Type a recovery code. None left? Ask your administrator.',
  },
  secondStepSetUp: { 'zh-CN': '设置两步登录', en: 'Set up two-step sign-in' },
  secondStepDemanded: {
    'zh-CN': '您必须使用两步登录，设置后才能继续。',
    en: 'Two-step sign-in is demanded of you. Set it up to go on.',
  },
  secondStepWhy: {
    'zh-CN':
      '以后登录时，除密码外还要输入手机验证器应用（如微软或谷歌身份验证器）上的验证码；仅知道密码的人无法登录。开启时，其他设备上的登录都会结束。请先再次输入密码。',
    en: 'From then on signing in takes a code of an authenticator app on your telephone besides your password; whoever knows the password alone stays out. Switching it on ends your sign-ins on all other devices. First type your password again.',
  },
  goOn: { 'zh-CN': '继续', en: 'Go on' },
  scan: { 'zh-CN': '用验证器应用扫描此二维码', en: 'Scan this with your authenticator app' },
  scanByHand: { 'zh-CN': '不能扫描？在应用中手动输入密钥：', en: 'It cannot be scanned? Type this key into the app:' },
  codeShown: { 'zh-CN': '应用上显示的 6 位验证码', en: 'The six digits that the app shows now' },
  switchOn: { 'zh-CN': '开启两步登录', en: 'Switch it on' },
  secondStepIsOn: {
    'zh-CN': '两步登录已开启，其他设备上的登录已结束。',
    en: 'Two-step sign-in is on; your sign-ins on all other devices have ended.',
  },
  recoveryCodes: { 'zh-CN': '恢复码', en: 'Recovery codes' },
  recoveryWhy: {
    'zh-CN': '手机丢失时，可用下面任意一个恢复码代替验证码登录，每个只能用一次。请抄下或打印并妥善保管，关闭后不再显示。',
    en: 'When your telephone is lost, one of these signs you in instead of a code, once each. Print or write them down and keep them safe; they are not shown again.',
  },
  recoveryKept: { 'zh-CN': '我已保存，继续', en: 'I have kept them; go on' },
  back: { 'zh-CN': '返回', en: 'Back' },
  choose: { 'zh-CN': '请选择', en: 'Choose…' },
  yes: { 'zh-CN': '是', en: 'Yes' },
  no: { 'zh-CN': '否', en: 'No' },
  created: { 'zh-CN': '已创建', en: 'Created' },
  saved: { 'zh-CN': '已保存', en: 'Saved' },
  deleted: { 'zh-CN': '已删除', en: 'Deleted' },
  deleteAsk: { 'zh-CN': '要删除“{title}”吗？{what}', en: 'Delete "{title}"? {what}' },
  deleteFinal: { 'zh-CN': '删除后不可恢复。', en: 'This cannot be undone.' },
  bulkDeleted: { 'zh-CN': '已删除 {done} 条', en: '{done} deleted' },
  bulkDeletedPartly: { 'zh-CN': '已删除 {done} 条，{failed} 条未删除：{reason}', en: '{done} deleted, {failed} not: {reason}' },
  failed: {
    'zh-CN': '系统内部错误，请联系管理员并提供请求编号 {requestId}',
    en: 'An internal error; tell your administrator the request id {requestId}',
  },
} satisfies Record<string, Text>;

export const adminText = (key: keyof typeof adminTexts, language: Language, params?: TextParams): string =>
  say(adminTexts[key], language, params);
