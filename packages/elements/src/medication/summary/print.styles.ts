import { css } from 'lit';

/** The sheet of the printed list: black on white, whatever the page looks like; large enough to read in a consulting room. */
export default css`
  @page {
    margin: 18mm;
  }
  body {
    margin: 0;
    font:
      11pt/1.45 system-ui,
      'PingFang SC',
      'Microsoft YaHei',
      'Noto Sans CJK SC',
      sans-serif;
    color: black;
    background: white;
  }
  h1 {
    margin: 0 0 2mm;
    font-size: 18pt;
  }
  h2 {
    margin: 8mm 0 2mm;
    font-size: 13pt;
  }
  p {
    margin: 0 0 5mm;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 2.5mm 3mm;
    border-block-end: 0.3mm solid black;
    text-align: start;
    vertical-align: top;
  }
  thead th {
    border-block-end-width: 0.6mm;
    font-size: 9.5pt;
  }
  tr {
    break-inside: avoid;
  }
  .dosage {
    inline-size: 45%;
  }
  .left {
    white-space: nowrap;
  }
  small {
    display: block;
    font-size: 9.5pt;
  }
`;
