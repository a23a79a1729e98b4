// A nightly job in small: reads orders from JSON lines, prices them, groups them by customer and writes a report.

const count = 120_000;

/** What the shop has written during the day, one order a line. */
function* orderLines() {
  let seed = 42;
  const next = (limit) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
  for (let id = 0; id < count; id++) {
    const items = Array.from({ length: 1 + next(5) }, () => ({ article: `A${next(500)}`, pieces: 1 + next(4) }));
    const time = new Date(Date.UTC(2025, 0, 1) + next(86_400_000)).toISOString();
    yield JSON.stringify({ id, customer: `customer ${next(3_000)}`, time, items });
  }
}

function priceOf(article) {
  return 199 + ((Number(article.slice(1)) * 37) % 5_000);
}

function total(order) {
  return order.items.reduce((sum, { article, pieces }) => sum + priceOf(article) * pieces, 0);
}

/** A copy of the order with what the report needs; the copies are what keeps the garbage collector busy. */
function enrich(order) {
  const copy = structuredClone(order);
  return { ...copy, hour: new Date(order.time).getUTCHours(), cents: total(order) };
}

function groupBy(orders, keyOf) {
  const groups = new Map();
  for (const order of orders) {
    const key = keyOf(order);
    groups.set(key, [...(groups.get(key) ?? []), order]);
  }
  return groups;
}

function summarise(groups) {
  return Array.from(groups, ([key, orders]) => ({
    key,
    orders: orders.length,
    cents: orders.reduce((sum, { cents }) => sum + cents, 0),
  })).sort((a, b) => b.cents - a.cents);
}

function print(title, rows) {
  console.log(`\n${title}`);
  for (const { key, orders, cents } of rows) {
    console.log(
      `${String(key).padEnd(16)}${String(orders).padStart(7)} orders${(cents / 100).toFixed(2).padStart(14)}`,
    );
  }
}

const orders = Array.from(orderLines(), (line) => enrich(JSON.parse(line)));
print('Best customers', summarise(groupBy(orders, (order) => order.customer)).slice(0, 5));
print('Best hours', summarise(groupBy(orders.slice(0, 20_000), (order) => order.hour)).slice(0, 5));
