// The same for `my`, held against @mini-types/alipay.
export const calls = (): void => {
  my.setStorage({ key: 'k', data: 'text', success() {}, fail() {} });
  my.getStorage({ key: 'k', success: ({ data }) => void data });
  my.removeStorage({ key: 'k' });
  my.getStorageInfo({ success: ({ keys, currentSize, limitSize }) => void [keys, currentSize, limitSize] });
  my.request({
    url: 'https://x',
    method: 'PUT',
    headers: { 'if-match': 'W/"1"' },
    data: '{}',
    timeout: 10_000,
    dataType: 'text',
    success: ({ status }) => void status,
  });
  // @ts-expect-error no random source: the host supplies one
  my.getRandomValues({ length: 32 });
  // @ts-expect-error no calendar with repeats
  my.addPhoneRepeatCalendar({});
  my.requestSubscribeMessage({ entityIds: ['a'], success: ({ behavior }) => void behavior });
  my.openBluetoothAdapter({});
  my.connectBLEDevice({ deviceId: 'd' });
  my.createWebViewContext('nelumbo').postMessage({});
  my.showToast({ content: 't', duration: 3000 });
  my.makePhoneCall({ number: '120' });
  my.datePicker({ format: 'yyyy-MM-dd', currentDate: '2026-11-23', success: ({ date }) => void date });
  my.createSelectorQuery().select('#plot').fields({ node: true, size: true }, (found) => void found).exec(() => undefined); // prettier-ignore
};
