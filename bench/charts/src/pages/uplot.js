/* global window, document */
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';

const host = document.getElementById('host');
const seconds = (t) => t.map((x) => x / 1000);
let plot;
window.renderSeries = (t, v) => {
  plot = new uPlot(
    {
      width: 800,
      height: 320,
      legend: { show: false },
      scales: { x: { time: true } },
      series: [{}, { stroke: '#1668dc', width: 1, points: { show: false } }],
    },
    [seconds(t), v],
    host,
  );
};
window.updateSeries = (t, v) => plot.setData([seconds(t), v]);
window.setWindow = (from, to) => plot.setScale('x', { min: from / 1000, max: to / 1000 });
