/* global window, document */
import { Chart, LineController, LineElement, PointElement, LinearScale, TimeScale, Decimation, Tooltip, Filler } from 'chart.js';
import 'chartjs-adapter-date-fns';
Chart.register(LineController, LineElement, PointElement, LinearScale, TimeScale, Decimation, Tooltip, Filler);

export function make(host, data, { dataset = {}, options = {}, plugins = {}, inline = [], y = {} } = {}) {
  const canvas = document.createElement('canvas');
  host.append(canvas);
  return new Chart(canvas, {
    type: 'line',
    plugins: inline,
    data: { datasets: [{ label: 's', data, borderWidth: 1, borderColor: '#1668dc', ...dataset }] },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      scales: { x: { type: 'time', ticks: { maxRotation: 0 } }, y: { type: 'linear', ...y } },
      ...options,
      plugins: { legend: { display: false }, ...plugins },
    },
  });
}
export function setWindow(chart, from, to) {
  chart.options.scales.x.min = from;
  chart.options.scales.x.max = to;
  chart.update('none');
}
export const objects = (t, v) => {
  const out = new Array(t.length);
  for (let i = 0; i < t.length; i++) out[i] = { x: t[i], y: v[i] };
  return out;
};
// A whole page around chart.js as its users set it up: only the options differ.
export function page(setup) {
  const host = document.getElementById('host');
  let chart;
  window.renderSeries = (t, v) => {
    chart = make(host, objects(t, v), setup);
  };
  window.updateSeries = (t, v) => {
    chart.data.datasets[0].data = objects(t, v);
    chart.update('none');
  };
  window.setWindow = (from, to) => setWindow(chart, from, to);
}
