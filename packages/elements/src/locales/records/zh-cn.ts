import type { RecordTexts } from './en.js';

/** Simplified Chinese. */
export const zhCN: RecordTexts = {
  visitOnly: '本次访问结束后记录不会保留：浏览器不允许这个页面保存数据。想保留记录，请允许保存网站数据，或单独打开这个页面。',
  errors: {
    'out-of-range': '这个数值超出了可能的范围，请检查。',
    'unit-mismatch': '单位不匹配，请换一个单位。',
    refused: '服务器没有接受这条记录，它仍保存在本机。',
    'sync-conflict': '这条记录同时在别处被修改，请核对。',
    'consent-missing': '需要先征得您的同意。',
    'storage-full': '设备存储空间已满，尚未保存。请清理空间后再点保存，您填写的内容还在这里。',
    'storage-blocked': '另一个标签页打开着旧版本，请关闭后重试。',
    'storage-newer': '这些数据由更新的版本写入。请刷新页面升级；数据没有被改动。',
    'storage-lost': '与本机存储的连接中断，尚未保存，请再点一次保存。您填写的内容还在这里。',
    'storage-unavailable': '浏览器不允许保存数据（可能是无痕模式），在这里无法保存。',
    'wrong-key': '用当前密钥打不开这里的数据。数据没有被改动，请用保存时的账号登录。',
  },
};
