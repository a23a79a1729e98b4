export function roots(seed) {
  let sum = seed;
  for (let k = 0; k < 64; k++) sum += Math.sqrt(sum + k) % 7; // @roots
  return sum;
}

export function products(points) {
  let sum = 0;
  for (const { x, y } of points) sum = (sum + x * y) % 1009; // @products
  return sum;
}

export function paths(steps) {
  return steps < 2 ? 1 : paths(steps - 1) + paths(steps - 2); // @paths
}
