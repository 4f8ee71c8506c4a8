import type { BaseTexts } from './en.js';

/** Simplified Chinese. */
export const zhCN: BaseTexts = {
  retry: '重试',
  close: '关闭',
  cancel: '取消',
  loading: '正在加载…',
  errors: {
    'bad-input': '这项内容填写有误，请检查。',
    'not-json': '服务器返回的内容无法读取。您已填写的内容没有丢失。',
    'not-found': '没有找到这项内容，可能已经移动。',
    'not-allowed': '您没有访问权限，重新登录后可能可以查看。',
    unsupported: '暂不支持这种内容。',
    'too-large': '内容太大，无法加载。',
    offline: '当前没有网络。您填写的内容保存在本机。',
    server: '服务器暂时出了问题。您的内容保存在本机，我们会自动重试。',
    'token-expired': '登录已过期，请重新登录。您的内容保存在本机。',
    damaged: '部分数据已损坏，其余数据仍然可用。',
    closed: '已关闭，请刷新页面。',
    aborted: '已取消。',
    internal: '出现了意外问题，请刷新页面后重试。',
  },
};
