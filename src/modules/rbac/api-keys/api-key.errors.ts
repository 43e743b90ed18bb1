import { defineErrors } from '../../../platform/errors/domain-error.js';
import { defineRules } from '../../../platform/http/validation-messages.js';

export const apiKeyErrors = defineErrors({
  'key.invalid': {
    status: 401,
    text: { 'zh-CN': '密钥无效、已吊销或已过期', en: 'The key is not known, has been revoked, or has expired' },
  },
  'key.address': { status: 403, text: { 'zh-CN': '该密钥不能从此网络地址使用', en: 'This key is not good from this network address' } },
  'key.read-only': { status: 403, text: { 'zh-CN': '该密钥只能读取', en: 'This key may only read' } },
  'key.revoked': { status: 409, text: { 'zh-CN': '该密钥已经吊销', en: 'This key has been revoked already' } },
});

defineRules({
  'network.invalid': { 'zh-CN': '应为网络地址或网段，例如 203.0.113.0/24', en: 'This is no address or network, such as 203.0.113.0/24' },
  'key.expired-already': { 'zh-CN': '到期时间应在将来', en: 'A key ends in the future' },
});
