// The outer planets around the sun, step by step: nearly all of the time goes to one pair of loops.

const solarMass = 4 * Math.PI ** 2;
const daysPerYear = 365.24;

class Body {
  constructor(name, position, velocity, mass) {
    this.name = name;
    [this.x, this.y, this.z] = position;
    [this.vx, this.vy, this.vz] = velocity.map((perDay) => perDay * daysPerYear);
    this.mass = mass * solarMass;
  }
}

function solarSystem() {
  const bodies = [
    new Body('Sun', [0, 0, 0], [0, 0, 0], 1),
    new Body('Jupiter', [4.8414, -1.1603, -0.1036], [0.00166, 0.0077, -0.000069], 9.5479e-4),
    new Body('Saturn', [8.3434, 4.1248, -0.4035], [-0.00277, 0.005, 0.000023], 2.8589e-4),
    new Body('Uranus', [12.8944, -15.1112, -0.2233], [0.00296, 0.00238, -0.00003], 4.3662e-5),
    new Body('Neptune', [15.3797, -25.9193, 0.1793], [0.00268, 0.00163, -0.000095], 5.1514e-5),
  ];
  holdStill(bodies);
  return bodies;
}

/** Gives the sun the momentum that makes the whole system stay where it is. */
function holdStill(bodies) {
  const sun = bodies[0];
  for (const body of bodies.slice(1)) {
    sun.vx -= (body.vx * body.mass) / sun.mass;
    sun.vy -= (body.vy * body.mass) / sun.mass;
    sun.vz -= (body.vz * body.mass) / sun.mass;
  }
}

function attract(a, b, years) {
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  const dz = a.z - b.z;
  const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
  const pull = years / (distance * distance * distance);
  a.vx -= dx * b.mass * pull;
  a.vy -= dy * b.mass * pull;
  a.vz -= dz * b.mass * pull;
  b.vx += dx * a.mass * pull;
  b.vy += dy * a.mass * pull;
  b.vz += dz * a.mass * pull;
}

function advance(bodies, years) {
  for (let i = 0; i < bodies.length; i++) {
    for (let j = i + 1; j < bodies.length; j++) attract(bodies[i], bodies[j], years);
  }
  for (const body of bodies) {
    body.x += body.vx * years;
    body.y += body.vy * years;
    body.z += body.vz * years;
  }
}

function energy(bodies) {
  let total = 0;
  bodies.forEach((a, index) => {
    total += 0.5 * a.mass * (a.vx ** 2 + a.vy ** 2 + a.vz ** 2);
    for (const b of bodies.slice(index + 1)) {
      total -= (a.mass * b.mass) / Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
    }
  });
  return total;
}

const bodies = solarSystem();
const before = energy(bodies);
const steps = 10_000_000;
for (let step = 0; step < steps; step++) advance(bodies, 0.001);
console.log(
  `${steps / 1000} years later the energy is off by ${Math.abs(energy(bodies) / before - 1).toExponential(2)}.`,
);
for (const { name, x, y, z } of bodies) {
  console.log(`${name.padEnd(8)} ${[x, y, z].map((value) => value.toFixed(3).padStart(9)).join('')}`);
}
