// The page of one box: takes in what the box tells each second and shows it. It asks and never orders.
import { age, element, frequencyChart, offsetChart, seconds, signals, sky } from './draw.js';

const at = id => document.getElementById(id);
const RELOAD_MILLIS = { hour: 10_000, day: 120_000, month: 600_000 };
let span = 'hour';
let status = null;
let details = null;
let history = null;
let heard = 0;

/** Words are announced when they change, so they are written only then. */
function say(id, text) {
  if (at(id).textContent !== text) at(id).textContent = text;
}

function showStatus() {
  const s = status;
  document.body.dataset.state = s.state;
  document.title = s.headline + ' – Timeball';
  say('headline', s.headline);
  say('cause', s.reason.sentence + (s.fault ? (s.reason.sentence ? ' ' : '') + 'Simulated fault: ' + s.fault + '.' : ''));
  say('action', s.reason.action);
  const [date, time] = s.time.split('T');
  say('time', time.slice(0, 8));
  say('date', date + ' UTC');
  say('bound', seconds(s.boundSeconds));
  say('offset', seconds(s.offsetSeconds, true));
  say('frequency', s.frequencyPpm === null ? '–' : s.frequencyPpm.toFixed(3) + ' ppm');
  say('stratum', String(s.stratum));
  say('clients', s.ntp ? String(s.ntp.clients) : '–');
  say('uptime', age(s.uptimeSeconds));
  showReceiver(s.receiver);
  at('sources').replaceChildren(...s.sources.map(source));
  say('served', s.ntp
    ? `NTP on port ${s.ntp.port}: ${s.ntp.requests} requests, ${s.ntp.answered} answered, ${s.ntp.dropped} not`
    : 'NTP is not served');
}

function showReceiver(receiver) {
  at('receiver-card').hidden = at('signal-card').hidden = !receiver;
  if (!receiver) return;
  const place = receiver.latitudeDegrees === null ? '' : ', at ' + degrees(receiver.latitudeDegrees, 'N', 'S') + ' '
    + degrees(receiver.longitudeDegrees, 'E', 'W');
  say('receiver', `${receiver.fix === 'none' ? 'No' : receiver.fix} fix, ${receiver.used} of ${receiver.inView} satellites in use${place}`);
  at('sky').replaceChildren(sky(receiver.satellites));
  const bars = signals(receiver.satellites);
  at('signals').replaceChildren(...(bars.length ? bars : [element('p', { class: 'summary' }, 'No satellite is heard')]));
}

function degrees(value, positive, negative) {
  return Math.abs(value).toFixed(4) + '° ' + (value < 0 ? negative : positive);
}

function cell(text, numeric = true) {
  return element('td', numeric ? { class: 'n' } : {}, text);
}

function source(s) {
  const why = element('td', { class: 'why' }, element('span', { class: 'mark ' + s.verdict }, s.verdict));
  if (s.reason.sentence) why.append(element('small', {}, s.reason.sentence));
  const name = element('td', {}, s.name, element('small', {}, s.kind));
  return element('tr', {}, name, why, cell(seconds(s.lastOffsetSeconds, true)), cell(seconds(s.sigmaSeconds)),
    cell(age(s.sinceLastSeconds)));
}

function showDetails() {
  const rows = details.clients.map(c => element('tr', {}, cell(c.address, false), cell(String(c.ntp)),
    cell(String(c.dropped)), cell(age(c.sinceSeconds))));
  at('client-rows').replaceChildren(...rows);
  const events = details.events.map(e => {
    const iso = new Date(e.at).toISOString();
    return element('li', e.warning ? { class: 'warning' } : {},
      element('time', { datetime: iso, title: iso }, iso.slice(11, 19)), element('span', {}, e.text));
  });
  at('events').replaceChildren(...(events.length ? events : [element('li', {}, 'Nothing yet')]));
  const links = details.ptp.map(link => {
    const source = status?.sources.find(s => s.name === link.name);
    return facts([['Link', `${link.interface}, domain ${link.domain}, ${link.transport}`], ['Clock', link.clock],
      ['Verdict', source ? source.verdict + (source.reason.sentence ? ': ' + source.reason.sentence : '') : 'unknown']]);
  });
  at('ptp').replaceChildren(...(links.length ? links
    : [element('p', { class: 'summary' }, 'No grandmaster is followed: the configuration has no ptp line.')]));
}

function facts(pairs) {
  return element('dl', { class: 'facts' },
    ...pairs.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}

async function read(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(path + ': ' + answer.status);
  return answer.json();
}

async function showNts() {
  const nts = await read('nts.json');
  const parts = [];
  if (!nts.served) {
    parts.push(element('p', { class: 'summary' }, 'NTS is not served: the configuration has no ntsauthority and no ntsservercert.'));
  } else if (!nts.own || !nts.fingerprint) {
    parts.push(element('p', {}, nts.own ? 'The certificate is made once the box knows the time.'
      : `Keys are established on port ${nts.port} with the operator's certificate.`));
  } else {
    parts.push(facts([['Port', String(nts.port)], ['Valid until', nts.validUntil.slice(0, 10)], ['SHA-256', nts.fingerprint]]),
      element('p', {}, element('a', { class: 'button', href: 'timeball-ca.crt' }, 'Certificate of this box')),
      element('h3', {}, 'In chrony.conf of a client'),
      element('pre', { tabindex: '0' }, `server ${location.hostname} iburst nts\nntstrustedcerts /etc/chrony/timeball-ca.crt`));
  }
  at('nts').replaceChildren(...parts);
}

async function loadHistory() {
  history = await read(`history/${span}.json`);
  drawHistory();
}

function drawHistory() {
  if (!history) return;
  const h = history;
  if (h.time.length < 2) {
    say('offset-summary', 'Nothing yet: the first point comes once the clock is locked for a while.');
    say('frequency-summary', '');
    at('offset-chart').replaceChildren();
    at('frequency-chart').replaceChildren();
    return;
  }
  offsetChart(at('offset-chart'), h);
  frequencyChart(at('frequency-chart'), h);
  const least = Math.min(...h.leastSeconds);
  const most = Math.max(...h.mostSeconds);
  say('offset-summary', `From ${seconds(least, true)} to ${seconds(most, true)}; error bound at most ${seconds(Math.max(...h.boundSeconds))}`);
  say('frequency-summary', `From ${Math.min(...h.frequencyPpm).toFixed(3)} to ${Math.max(...h.frequencyPpm).toFixed(3)} ppm`);
}

function tolerant(task) {
  task().catch(problem => say('link', 'The box did not answer: ' + problem.message));
}

for (const button of document.querySelectorAll('[data-span]')) {
  button.addEventListener('click', () => {
    span = button.dataset.span;
    for (const other of document.querySelectorAll('[data-span]')) {
      other.setAttribute('aria-pressed', String(other === button));
    }
    schedule();
  });
}

let reload;
function schedule() {
  clearInterval(reload);
  tolerant(loadHistory);
  reload = setInterval(() => tolerant(loadHistory), RELOAD_MILLIS[span]);
}

const events = new EventSource('events');
events.addEventListener('status', event => {
  heard = Date.now();
  status = JSON.parse(event.data);
  say('link', 'Live');
  showStatus();
});
events.addEventListener('details', event => {
  details = JSON.parse(event.data);
  showDetails();
});
setInterval(() => {
  if (Date.now() - heard > 5000) {
    document.body.dataset.state = 'lost';
    say('link', 'The box is silent');
    if (heard) say('headline', 'No word from the box for ' + age((Date.now() - heard) / 1000));
  }
}, 1000);
addEventListener('resize', drawHistory);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawHistory);
addEventListener('load', schedule);
tolerant(async () => {
  status ??= await read('status.json');
  showStatus();
});
tolerant(showNts);
setInterval(() => tolerant(showNts), 60_000);
