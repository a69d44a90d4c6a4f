// SPDX-License-Identifier: Apache-2.0
// The page of one node. It keeps a model fed by server-sent events and draws what changed.
'use strict';

const TONES = 6;
const TERM_MILLIS = 3500;
const model = { routes: new Map(), hits: new Map(), shards: [], cluster: null };
const byId = (id) => document.getElementById(id);

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  Object.assign(made, properties);
  made.append(...children);
  return made;
}

/** Every node has a colour, the same on all pages: its place among the known names. */
const names = [];
function tone(node) {
  if (!names.includes(node)) {
    names.push(node);
    names.sort();
  }
  return `var(--n${names.indexOf(node) % TONES})`;
}

function card(owner, ...children) {
  const item = element('li', { className: 'card' }, ...children);
  if (owner) {
    item.style.setProperty('--tone', tone(owner));
  }
  return item;
}

function drawCluster() {
  const cluster = model.cluster;
  if (!cluster) {
    return;
  }
  byId('self').textContent = cluster.self;
  byId('self').style.setProperty('--tone', tone(cluster.self));
  byId('nodes').replaceChildren(...cluster.nodes.map((node) => {
    const isSelf = node.node === cluster.self;
    const owned = model.shards.filter((shard) => shard.owner === node.node).length;
    const name = node.url && !isSelf
      ? element('a', { href: node.url, textContent: node.node })
      : document.createTextNode(node.node);
    const roles = [isSelf ? 'this page' : '', node.node === cluster.leader ? 'leader' : ''].filter(Boolean);
    const item = card(node.node,
      ...roles.map((role) => element('span', { className: 'badge', textContent: role })),
      element('strong', {}, name),
      element('small', { textContent: `${owned} ${owned === 1 ? 'shard' : 'shards'} · ${node.url || 'no page announced'}` }));
    item.dataset.node = node.node;
    return item;
  }));
  byId('consensus').textContent = cluster.leader
    ? `Leader ${cluster.leader}, term ${cluster.term}; voters beyond a majority: ${cluster.quorumMargin}; unacknowledged updates: ${cluster.lag}.`
    : 'No leader is known now: shards keep their owners until their terms end, and nobody new is let in.';
}

function drawShards() {
  byId('shards').replaceChildren(...model.shards.map((shard) => {
    const bar = element('i');
    bar.style.width = `${Math.min(100, Math.round(shard.remainingMillis * 100 / TERM_MILLIS))}%`;
    const item = card(shard.owner,
      element('strong', { textContent: shard.shard }),
      element('span', { textContent: shard.owner || 'free', className: 'node-name' }),
      element('small', { textContent: shard.owner ? `token ${shard.token}` : 'waiting for an owner' }),
      element('div', { className: 'bar' }, bar));
    item.classList.toggle('free', !shard.owner);
    return item;
  }));
}

function drawRoutes(changedKey) {
  const rows = [...model.routes.entries()].sort().map(([key, route]) => {
    const withdraw = element('button', { className: 'quiet', type: 'button', textContent: 'withdraw' });
    withdraw.addEventListener('click', () => call('DELETE', `/routes/${encodeURIComponent(key)}`));
    const row = element('tr', {},
      element('td', { textContent: key }),
      element('td', { textContent: `${route.host}:${route.port}` }),
      element('td', {}, withdraw));
    row.classList.toggle('flash', key === changedKey);
    row.dataset.key = key;
    return row;
  });
  byId('routes').replaceChildren(...rows);
  byId('routes-empty').hidden = rows.length > 0;
}

function drawHits(changedKey) {
  const cards = [...model.hits.entries()].sort().map(([key, value]) => {
    const item = card('',
      element('b', { textContent: value.toLocaleString('en') }),
      element('small', { textContent: key }));
    item.classList.toggle('flash', key === changedKey);
    item.dataset.key = key;
    return item;
  });
  byId('hits').replaceChildren(...cards);
  byId('hits-empty').hidden = cards.length > 0;
}

const receive = {
  state: (event) => {
    model.routes = new Map(Object.entries(event.routes));
    model.hits = new Map(Object.entries(event.hits));
    drawRoutes();
    drawHits();
  },
  published: (event) => { model.routes.set(event.key, event.route); drawRoutes(event.key); },
  withdrawn: (event) => { model.routes.delete(event.key); drawRoutes(); },
  counted: (event) => { model.hits.set(event.key, event.value); drawHits(event.key); },
  seen: (event) => { model.cluster = event.cluster; drawCluster(); },
  owned: (event) => {
    model.shards = event.shards;
    drawShards();
    drawCluster();
    byId('shards-note').textContent = 'Each shard has one owner. Its token grows with every new ownership.';
  },
  ownersUnknown: (event) => { byId('shards-note').textContent = `Owners cannot be read now: ${event.message}`; },
};

function show(up, text) {
  byId('link').textContent = text;
  byId('link').className = `pill ${up ? 'up' : 'down'}`;
}

function listen() {
  const source = new EventSource('/changes');
  source.onopen = () => show(true, 'live');
  source.onerror = () => show(false, 'this node does not answer; trying again');
  source.onmessage = (message) => {
    const event = JSON.parse(message.data);
    receive[event.type]?.(event);
  };
}

async function call(method, path, body) {
  const problem = byId('problem');
  try {
    const answer = await fetch(path, {
      method,
      headers: body ? { 'Content-Type': 'application/json' } : {},
      body: body && JSON.stringify(body),
    });
    const told = answer.ok ? '' : (await answer.json()).message;
    problem.textContent = told;
    problem.hidden = answer.ok;
    return answer.ok;
  } catch (failure) {
    problem.textContent = `The node did not answer (${failure.message}). Nothing is known to have changed; try again.`;
    problem.hidden = false;
    return false;
  }
}

byId('publish').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = event.target;
  const done = await call('PUT', `/routes/${encodeURIComponent(form.key.value)}`,
    { host: form.host.value, port: Number(form.port.value) });
  if (done) {
    form.reset();
  }
});

byId('hit').addEventListener('submit', (event) => {
  event.preventDefault();
  call('POST', `/hits/${encodeURIComponent(event.target.key.value)}`);
});

listen();
