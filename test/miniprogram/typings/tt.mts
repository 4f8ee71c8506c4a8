// The same for `tt`, held against @douyin-microapp/typings. That package is older than the platform: an expected error that stops being
// one is news, and the build says so.
export const calls = (): void => {
  tt.setStorage({ key: 'k', data: 'text', success() {}, fail() {} });
  tt.getStorage({ key: 'k', success: ({ data }) => void data }); // '' when there is nothing
  tt.removeStorage({ key: 'k' });
  tt.getStorageInfo({ success: ({ keys }) => void keys });
  const task = tt.request({ url: 'https://x', method: 'PUT', header: { 'if-match': 'W/"1"' }, data: {}, success: ({ statusCode }) => void statusCode });
  task.abort();
  // @ts-expect-error documented since 2.87.0
  tt.getRandomValues({ length: 32 });
  // @ts-expect-error typed as an empty tuple; at most three ids are documented
  tt.requestSubscribeMessage({ tmplIds: ['a'] });
  // @ts-expect-error documented, missing here: Bluetooth stays off
  tt.openBluetoothAdapter({});
  tt.showToast({ title: 't', icon: 'none', duration: 3000 });
  tt.makePhoneCall({ phoneNumber: '120' });
};
