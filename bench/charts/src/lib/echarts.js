/* global window, document */
import * as echarts from 'echarts/core';
import { LineChart } from 'echarts/charts';
import { GridComponent, DataZoomComponent, DatasetComponent } from 'echarts/components';
import { CanvasRenderer } from 'echarts/renderers';
echarts.use([LineChart, GridComponent, DataZoomComponent, DatasetComponent, CanvasRenderer]);

export function page(sampling) {
  const host = document.getElementById('host');
  const flat = (t, v) => {
    const out = new Float64Array(t.length * 2);
    for (let i = 0; i < t.length; i++) {
      out[2 * i] = t[i];
      out[2 * i + 1] = v[i];
    }
    return out;
  };
  let chart;
  window.renderSeries = (t, v) => {
    chart = echarts.init(host, null, { renderer: 'canvas' });
    chart.setOption({
      animation: false,
      xAxis: { type: 'time' },
      yAxis: { type: 'value', scale: true },
      dataZoom: [{ type: 'inside', throttle: 0 }],
      dataset: { source: flat(t, v), dimensions: ['t', 'v'] },
      series: [{ type: 'line', showSymbol: false, sampling, lineStyle: { width: 1 }, encode: { x: 0, y: 1 } }],
    });
    chart.getZr().flush();
  };
  window.updateSeries = (t, v) => {
    chart.setOption({ dataset: { source: flat(t, v), dimensions: ['t', 'v'] } });
    chart.getZr().flush();
  };
  window.setWindow = (from, to) => {
    chart.dispatchAction({ type: 'dataZoom', startValue: from, endValue: to }, { flush: true });
  };
}
