// Pictures of the sky, of signals and of history.

const SVG = 'http://www.w3.org/2000/svg';

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function shape(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A time in seconds with the unit that suits it, such as "12.3 ns". */
export function seconds(value, signed = false) {
  if (value === null || value === undefined) return '–';
  const size = Math.abs(value);
  const sign = signed && value > 0 ? '+' : value < 0 ? '−' : '';
  if (size === 0) return '0 s';
  const [scale, unit] = size < 1e-6 ? [1e9, 'ns'] : size < 1e-3 ? [1e6, 'µs'] : size < 1 ? [1e3, 'ms'] : [1, 's'];
  const number = size * scale;
  return sign + number.toFixed(number < 10 ? 2 : number < 100 ? 1 : 0) + ' ' + unit;
}

/** How long ago or for how long, such as "3 min". */
export function age(value) {
  if (value === null || value === undefined) return 'never';
  const s = Math.round(value);
  if (s < 120) return s + ' s';
  if (s < 7200) return Math.floor(s / 60) + ' min';
  if (s < 172800) return Math.floor(s / 3600) + ' h';
  return Math.floor(s / 86400) + ' days';
}

function kind(satellite) {
  return satellite.used ? 'used' : satellite.signalDbHz === null ? 'silent' : 'heard';
}

/** The sky from below north up: zenith in the middle, the horizon outside, east on the right. */
export function sky(satellites) {
  const radius = 140;
  const picture = shape('svg', { viewBox: '-170 -170 340 340', role: 'img' });
  const placed = satellites.filter(s => s.elevationDegrees !== null && s.azimuthDegrees !== null);
  const used = placed.filter(s => s.used).length;
  picture.setAttribute('aria-label', `${placed.length} satellites in the sky, ${used} of them in use`);
  for (const elevation of [0, 30, 60]) {
    picture.append(shape('circle', { class: 'ring', r: radius * (90 - elevation) / 90 }));
  }
  picture.append(shape('path', { class: 'ring', d: `M0 ${-radius}V${radius}M${-radius} 0H${radius}` }));
  for (const [x, y, name] of [[0, -156, 'N'], [156, 0, 'E'], [0, 156, 'S'], [-156, 0, 'W']]) {
    picture.append(shape('text', { class: 'compass', x, y }, name));
  }
  for (const s of placed) {
    const r = radius * (90 - Math.max(0, s.elevationDegrees)) / 90;
    const a = s.azimuthDegrees * Math.PI / 180;
    const x = (r * Math.sin(a)).toFixed(1);
    const y = (-r * Math.cos(a)).toFixed(1);
    picture.append(shape('g', { class: 'sat ' + kind(s), transform: `translate(${x} ${y})` },
      shape('circle', { r: 11.5 }), shape('text', {}, s.name)));
  }
  return picture;
}

/** One bar a satellite, 0 to 55 dB-Hz, the strongest first. */
export function signals(satellites) {
  const heard = satellites.filter(s => s.signalDbHz !== null).sort((a, b) => b.signalDbHz - a.signalDbHz);
  return heard.map(s => {
    const bar = shape('svg', { viewBox: '0 0 100 12', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      shape('rect', { class: 'track', width: 100, height: 12, rx: 2 }),
      shape('rect', { class: 'level', width: Math.min(100, s.signalDbHz / 55 * 100), height: 12, rx: 2 }));
    return element('div', { class: 'signal ' + kind(s) }, element('span', {}, s.name), bar,
      element('span', {}, String(Math.round(s.signalDbHz))));
  });
}

function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Leaves a gap where points are missing. */
function withGaps(history, columns) {
  const rows = [[], ...columns.map(() => [])];
  history.time.forEach((time, i) => {
    if (i > 0 && time - history.time[i - 1] > 1.5 * history.intervalSeconds) {
      rows[0].push(history.time[i - 1] + history.intervalSeconds);
      columns.forEach((_, c) => rows[c + 1].push(null));
    }
    rows[0].push(time);
    columns.forEach((column, c) => rows[c + 1].push(column(i)));
  });
  return rows;
}

/** UTC, with as much of it as differs from mark to mark. */
function moment(time, step) {
  const iso = new Date(time * 1000).toISOString();
  return step >= 86400 ? iso.slice(5, 10) : step < 60 ? iso.slice(11, 19) : iso.slice(11, 16);
}

function axes(format) {
  const look = { stroke: colour('--soft'), grid: { stroke: colour('--line'), width: 1 }, ticks: { show: false },
    font: '12px system-ui, sans-serif' };
  return [{ ...look, values: (_, splits, __, ___, step) => splits.map(t => moment(t, step)) }, { ...look, size: 88, values: (_, splits) => splits.map(format) }];
}

function chart(box, data, options) {
  box.replaceChildren();
  new uPlot({ width: box.clientWidth, height: 190, padding: [8, 30, 0, 0], tzDate: t => uPlot.tzDate(new Date(t * 1000), 'UTC'),
    cursor: { y: false }, ...options }, data, box);
}

export function offsetChart(box, history) {
  const h = history;
  const data = withGaps(h, [i => h.offsetSeconds[i], i => h.leastSeconds[i], i => h.mostSeconds[i]]);
  const clear = { stroke: 'transparent', width: 0, points: { show: false } };
  chart(box, data, {
    axes: axes(v => seconds(v, true)),
    series: [{}, { stroke: colour('--accent'), width: 1.75, points: { show: false } }, clear, clear],
    bands: [{ series: [3, 2], fill: colour('--band') }],
  });
}

export function frequencyChart(box, history) {
  const data = withGaps(history, [i => history.frequencyPpm[i]]);
  chart(box, data, {
    axes: axes(v => v.toPrecision(6).replace(/\.?0+$/, '') + ' ppm'),
    series: [{}, { stroke: colour('--good'), width: 1.75, points: { show: false } }],
  });
}
