// Every function of `wx` that the ports and components call, held against miniprogram-api-typings. `tsc` compiles it; it never runs.
export const calls = (): void => {
  wx.setStorage({ key: 'k', data: 'text', success() {}, fail(error) { void error.errMsg; } }); // prettier-ignore
  wx.getStorage({ key: 'k', success: ({ data }: { data: string }) => void data.length });
  wx.removeStorage({ key: 'k' });
  wx.getStorageInfo({ success: ({ keys, currentSize, limitSize }) => void [keys.includes('k'), limitSize - currentSize] });
  wx.getRandomValues({ length: 32, success: ({ randomValues }) => void new Uint8Array(randomValues) });
  const task = wx.request({
    ...{ url: 'https://x', method: 'PUT', header: { 'if-match': 'W/"1"' }, data: '{}', timeout: 10_000, responseType: 'text' },
    success: ({ statusCode, header, data }) => void [statusCode + 1, Object.entries(header), data],
  });
  task.abort();
  // @ts-expect-error there is no PATCH: sync writes with PUT
  wx.request({ url: 'https://x', method: 'PATCH' });
  wx.onNetworkStatusChange(({ isConnected, networkType }) => void [isConnected, networkType]);
  wx.getNetworkType({ success: ({ networkType }) => void networkType });
  wx.requirePrivacyAuthorize({ success() {}, fail() {} });
  wx.addPhoneRepeatCalendar({ title: 't', startTime: 1, repeatInterval: 'week', repeatEndTime: 2, alarm: true, alarmOffset: 0 });
  wx.addPhoneCalendar({ title: 't', startTime: 1, endTime: '2', alarm: true, alarmOffset: 0 });
  wx.requestSubscribeMessage({ tmplIds: ['a'], success: (answer) => void (answer['a'] === 'accept') });
  wx.vibrateLong({});
  wx.showToast({ title: 't', icon: 'none', duration: 3000 });
  wx.makePhoneCall({ phoneNumber: '120' });
  wx.navigateBack({});
  wx.openBluetoothAdapter({});
  wx.startBluetoothDevicesDiscovery({ services: ['1810'], allowDuplicatesKey: false });
  wx.stopBluetoothDevicesDiscovery({});
  wx.onBluetoothDeviceFound(({ devices }) => void devices.map(({ deviceId, name, RSSI }) => [deviceId, name, RSSI]));
  wx.createBLEConnection({ deviceId: 'd' });
  wx.closeBLEConnection({ deviceId: 'd' });
  wx.onBLEConnectionStateChange(({ deviceId, connected }) => void [deviceId, connected]);
  wx.getBLEDeviceServices({ deviceId: 'd', success: ({ services }) => void services.map(({ uuid }) => uuid) });
  wx.getBLEDeviceCharacteristics({ deviceId: 'd', serviceId: 's', success: ({ characteristics }) => void characteristics.map(({ uuid }) => uuid) });
  wx.notifyBLECharacteristicValueChange({ deviceId: 'd', serviceId: 's', characteristicId: 'c', state: true });
  wx.writeBLECharacteristicValue({ deviceId: 'd', serviceId: 's', characteristicId: 'c', value: new ArrayBuffer(2) });
  wx.onBLECharacteristicValueChange(({ deviceId, characteristicId, value }) => void [deviceId, characteristicId, new Uint8Array(value)]);
  wx.shareFileMessage({ filePath: 'f', fileName: 'n' });
  wx.getFileSystemManager().writeFile({ filePath: 'f', data: 't', encoding: 'utf8' });
  void [wx.getWindowInfo().pixelRatio, wx.env.USER_DATA_PATH];
};
