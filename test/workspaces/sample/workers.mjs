// The Mandelbrot set, its rows dealt out to a pool of worker threads. Each worker runs this same file.
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { once } from 'node:events';

const width = 1_400;
const height = 900;
const limit = 1_000;

/** How many steps each point of a row takes to escape. */
function computeRow(row) {
  const y = (row / height) * 2.4 - 1.2;
  const steps = new Uint16Array(width);
  for (let column = 0; column < width; column++) steps[column] = escapeTime((column / width) * 3.2 - 2.2, y);
  return steps;
}

function escapeTime(x, y) {
  let real = 0;
  let imaginary = 0;
  for (let step = 0; step < limit; step++) {
    const square = real * real - imaginary * imaginary + x;
    imaginary = 2 * real * imaginary + y;
    real = square;
    if (real * real + imaginary * imaginary > 4) return step;
  }
  return limit;
}

function work() {
  parentPort.on('message', (row) => {
    const steps = computeRow(row);
    parentPort.postMessage({ row, steps }, [steps.buffer]);
  });
}

/** Gives each idle worker the next row until all are done. */
async function computeImage(threads) {
  const image = new Array(height);
  let next = 0;
  await Promise.all(
    Array.from({ length: threads }, async () => {
      const worker = new Worker(new URL(import.meta.url));
      while (next < height) {
        worker.postMessage(next++);
        const [{ row, steps }] = await once(worker, 'message');
        image[row] = steps;
      }
      await worker.terminate();
    }),
  );
  return image;
}

function draw(image) {
  const shades = ' .:-=+*#%@';
  for (let row = 0; row < height; row += height / 20) {
    const points = Array.from({ length: 70 }, (_, index) => image[row][Math.floor((index / 70) * width)]);
    console.log(points.map((steps) => shades[Math.min(9, Math.floor(Math.log2(steps + 1)))]).join(''));
  }
}

if (isMainThread) {
  const image = await computeImage(3);
  draw(image);
  const inside = image.flatMap((row) => [...row]).filter((steps) => steps === limit).length;
  console.log(`${((inside / width / height) * 100).toFixed(2)} % of the points never escape.`);
} else {
  work();
}
