// A small shop's HTTP server on a free port of this machine, and the clients that put it under load for a while.
import { createServer, get, Agent } from 'node:http';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';

const compress = promisify(gzip);

const adjectives = ['red', 'small', 'fast', 'wooden', 'quiet', 'heavy', 'round', 'bright'];
const nouns = ['chair', 'lamp', 'table', 'clock', 'shelf', 'kettle', 'carpet', 'mirror'];

const products = Array.from({ length: 4_000 }, (_, id) => ({
  id,
  name: `${adjectives[id % 8]} ${nouns[(id >> 3) % 8]} no. ${id}`,
  cents: 500 + ((id * 7_919) % 20_000),
  stock: (id * 31) % 12,
}));

/** Looks at every product for every request, and builds a new string for each one. */
function search(query) {
  const wanted = query.toLowerCase().split(' ');
  return products
    .filter(({ name, stock }) => stock > 0 && wanted.every((word) => name.toLowerCase().includes(word)))
    .sort((a, b) => a.cents - b.cents)
    .slice(0, 50);
}

function signature(body) {
  return createHash('sha256').update(body).digest('hex');
}

async function answer(request, response) {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname !== '/search') {
    response.writeHead(404).end();
    return;
  }
  const body = JSON.stringify(search(url.searchParams.get('q') ?? ''));
  response.setHeader('etag', signature(body));
  response.setHeader('content-encoding', 'gzip');
  response.end(await compress(body));
}

function ask(port, agent, query) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const request = get({ port, agent, path: `/search?q=${encodeURIComponent(query)}` }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode, took: performance.now() - started }));
    });
    request.once('error', reject);
  });
}

async function client(port, agent, requests) {
  const replies = [];
  for (let index = 0; index < requests; index++) {
    const query = `${adjectives[index % 8]} ${nouns[(index * 3) % 8]}`;
    replies.push(await ask(port, agent, query));
  }
  return replies;
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1');
await once(server, 'listening');

const agent = new Agent({ keepAlive: true });
const started = performance.now();
const clients = Array.from({ length: 16 }, () => client(server.address().port, agent, 120));
const replies = (await Promise.all(clients)).flat();
const seconds = (performance.now() - started) / 1000;
agent.destroy();
server.close();

const times = replies.map(({ took }) => took).sort((a, b) => a - b);
const good = replies.filter(({ status }) => status === 200).length;
console.log(`${good} of ${replies.length} requests answered, ${(replies.length / seconds).toFixed(0)} a second`);
console.log(
  `half of them within ${times[times.length >> 1].toFixed(1)} ms, the slowest took ${times.at(-1).toFixed(1)} ms`,
);
